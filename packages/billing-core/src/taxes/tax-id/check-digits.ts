/** The sum of digits times their weights, the first digit with the first weight. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
}

/** The remainder of a whole number of any length. */
export function remainder(digits: string, divisor: number): number {
  return Number(BigInt(digits) % BigInt(divisor));
}

/** Every second digit from the right is doubled, its digits added; the sum ends in zero. Source: ISO/IEC 7812-1, Annex B. */
export function isLuhn(digits: string): boolean {
  return luhnSum(digits) % 10 === 0;
}

/** The digit that makes a Luhn number of those before it. */
export function luhnDigit(digits: string): number {
  return (10 - (luhnSum(`${digits}0`) % 10)) % 10;
}

function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((total, digit, index) => {
    const value = index % 2 === 1 ? 2 * Number(digit) : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
}

/** Source: ISO/IEC 7064, the hybrid system MOD 11,10. */
export function isMod11Of10(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (product + Number(digit)) % 10;
    product = (2 * (sum === 0 ? 10 : sum)) % 11;
  }
  return (product + Number(digits.at(-1))) % 10 === 1;
}

/** 11 less the remainder by 11 is the check digit; `eleven` and `ten` stand for what is none, null for no such number. */
export function elevenLess(sum: number, ten: number | null, eleven: number | null): number | null {
  const check = 11 - (sum % 11);
  if (check === 11) return eleven;
  return check === 10 ? ten : check;
}
