# awk -f check.awk TRACE.csv — the 25 totals, computed without any code of the project: whole numbers only. A token costs
# so many hundred-thousandths of a cent: 0.50 dollars for 1,000 is 5,000 of them. Lines are rounded half up to the cent.
BEGIN { FS = "," }
FNR > 1 && NF >= 3 { customer = row % 25; context[customer] += $2; generated[customer] += $3; row++ }
END {
  for (customer = 0; customer < 25; customer++) {
    c = context[customer]
    price = upto(c, 0, 250000) * 5000 + upto(c, 250000, 600000) * 3500 + upto(c, 600000, -1) * 2000
    g = generated[customer]
    other = upto(g, 0, 5000) * 15000 + upto(g, 5000, -1) * 12000
    cents = 4900 + rounded(price) + rounded(other)
    printf "customer-%02d %d.%02d\n", customer, int(cents / 100), cents % 100
  }
}
# How much of n lies above low and not above high; -1 is no end.
function upto(n, low, high) { if (high >= 0 && n > high) n = high; return n > low ? n - low : 0 }
function rounded(units) { return int((units + 50000) / 100000) }
