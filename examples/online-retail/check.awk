# awk -f check.awk FILE.csv — invoices and credit notes by country, computed without any code of the project: whole pence
# only. Rules: a number that begins with C is a credit note; a document with a negative quantity that is none, and one that
# comes to nothing and names no customer, are movements of stock and are left out.
BEGIN {
  FS = ","
  names = "United Kingdom=GB,Germany=DE,France=FR,EIRE=IE,Norway=NO,Portugal=PT,Belgium=BE,Cyprus=CY,Spain=ES,Netherlands=NL," \
    "Japan=JP,Switzerland=CH,Italy=IT,Australia=AU,Lithuania=LT,Iceland=IS,Sweden=SE,Denmark=DK,Channel Islands=JE,Finland=FI," \
    "Austria=AT,Poland=PL,Israel=IL,Bahrain=BH"
  n = split(names, pairs, ",")
  for (i = 1; i <= n; i++) { split(pairs[i], pair, "="); code[pair[1]] = pair[2] }
}
FNR == 1 { next }
{
  sub(/\r$/, "")
  # Only descriptions are quoted, and what they say does not matter here.
  gsub(/"([^"]|"")*"/, "text")
  number = $1; quantity = $4; customer = $7; country[number] = code[$8]
  split($6, price, "."); pence = price[1] * 100 + substr(price[2] "00", 1, 2)
  if (customer == "") anonymous[number] = 1
  if (quantity < 0 && number !~ /^C/) stock[number] = 1
  if (pence != 0) sold[number] = 1
  amount[number] += (quantity < 0 ? -quantity : quantity) * pence
}
END {
  for (number in amount) {
    if (stock[number] || (anonymous[number] && !sold[number])) continue
    kind = number ~ /^C/ ? "credit" : "invoice"
    count[country[number], kind]++
    sum[country[number], kind] += amount[number]
    seen[country[number]] = 1
  }
  for (place in seen)
    printf "%s %d %s %d %s\n", place, count[place, "invoice"], pounds(sum[place, "invoice"]), count[place, "credit"], pounds(sum[place, "credit"]) | "LC_ALL=C sort"
}
function pounds(pence) { return sprintf("%d.%02d", int(pence / 100), pence % 100) }
