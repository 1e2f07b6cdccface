import { describe, expect, test } from 'vitest';
import { draft, item, note, seats } from '../../test/credit-note-kit.ts';
import { codeOf } from '../../test/error-code.ts';
import { stepLines } from '../../test/step-lines.ts';
import { creditableRest, isCreditable } from './index.ts';

describe('a part of an item', () => {
  test('by quantity takes the discount and the tax of so many units', () => {
    const credited = note(seats, { items: [{ position: 1, quantity: '3' }] });
    // 3 of 10 seats: 37.50 less 7.50 of the discount of 25.00, and 5.70 of 19.00 tax.
    expect(credited.items).toEqual([
      {
        position: 1,
        quantity: '3',
        amount: 3750n,
        discount_amount: 750n,
        tax_amount: 570n,
        taxes: [{ rate: '19', name: null, category: null, reason_code: null, reason: null, taxable: 3000n, tax: 570n }],
        total: 3570n,
      },
    ]);
    expect(credited).toMatchObject({ subtotal: 3750n, discount_total: 750n, net_total: 3000n, tax_total: 570n });
    expect(credited.taxes.map(({ rate, taxable, tax }) => [rate, taxable, tax])).toEqual([['19', 3000n, 570n]]);
  });

  test('by amount takes so much of the amount before discount', () => {
    const credited = note(seats, { items: [{ position: 2, amount: 1000n }] });
    expect(credited.items[0]).toMatchObject({ quantity: null, amount: 1000n, discount_amount: 200n, tax_amount: 56n });
    expect(credited.total).toBe(856n);
  });

  test('by total takes so much of what it cost in the end', () => {
    const credited = note(seats, { items: [{ position: 1, total: 1190n }] });
    expect(credited.items[0]).toMatchObject({ amount: 1250n, discount_amount: 250n, tax_amount: 190n, total: 1190n });
  });

  test('rounds discount and tax in the mode it is told', () => {
    const invoice = draft([item('3', '1.05', { tax_rates: ['10'] })]);
    const taxOf = (mode: 'up' | 'down') =>
      note(invoice, { items: [{ position: 1, amount: 100n }] }, { rounding: { mode } }).tax_total;
    // 0.32 of 3.15 is the tax; of 1.00 it is 0.1015…
    expect([taxOf('up'), taxOf('down')]).toEqual([11n, 10n]);
  });

  test('that is all that is left takes the units with it, however it is measured', () => {
    const [one] = seats.items;
    const whole = [{ position: 1 }, { position: 1, quantity: '10' }, { position: 1, amount: 12500n }] as const;
    const all = [...whole, { position: 1, total: 11900n }].map((part) => note(seats, { items: [part] }).items[0]);
    for (const credited of all)
      expect(credited).toMatchObject({
        quantity: one?.quantity,
        amount: 12500n,
        discount_amount: 2500n,
        total: 11900n,
      });
  });

  test('of a price that contains its tax keeps what was asked for and finds the tax in it', () => {
    const gross = draft([item('1', '119', { tax_rates: ['19'] })], { prices: 'inclusive' });
    const byAmount = note(gross, { items: [{ position: 1, amount: 1190n }] });
    expect(byAmount).toMatchObject({ subtotal: 1190n, total: 1190n, tax_total: 190n, net_total: 1000n });
    expect(note(gross, { items: [{ position: 1, total: 1190n }] }).items).toMatchObject([
      { amount: 1190n, tax_amount: 190n, total: 1190n },
    ]);
  });

  test('of a price that contains two taxes rounds them with the net amount, so that none takes more than its share', () => {
    const tax_rates = ['GST', 'PST'].map((name) => ({ percent: '5.5556', name }));
    const gross = draft([item('1', '1', { tax_rates })], { prices: 'inclusive' });
    expect(gross.items[0]?.taxes.map(({ tax }) => tax)).toEqual([5n, 5n]);
    // Half of 0.90, 0.05 and 0.05.
    const half = note(gross, { items: [{ position: 1, amount: 50n }] });
    expect(half).toMatchObject({ net_total: 45n, tax_total: 5n });
    expect(half.taxes.map(({ tax }) => tax)).toEqual([3n, 2n]);
  });

  test('of a compound tax is on the taxes before it', () => {
    const rates = [
      { percent: '5', name: 'GST' },
      { percent: '10', name: 'QST', compound: true },
    ];
    const invoice = draft([item('4', '100', { tax_rates: rates })]);
    expect(note(invoice, { items: [{ position: 1, quantity: '1' }] }).taxes).toMatchObject([
      { name: 'GST', taxable: 10000n, tax: 500n },
      { name: 'QST', taxable: 10500n, tax: 1050n },
    ]);
  });

  test('of an item below zero is below zero too', () => {
    const invoice = draft([item('-4', '5', { tax_rates: ['10'] }), item('1', '100')]);
    const credited = note(invoice, {
      items: [
        { position: 1, quantity: '-1' },
        { position: 2, amount: 5000n },
      ],
    });
    expect(credited.items[0]).toMatchObject({ quantity: '-1', amount: -500n, tax_amount: -50n, total: -550n });
  });

  test('of an item that costs nothing takes units and no money', () => {
    const invoice = draft([item('2', '0', { tax_rates: ['19'] }), item('1', '5')]);
    const credited = note(invoice, { items: [{ position: 1, quantity: '1' }] });
    expect(credited.items[0]).toMatchObject({ quantity: '1', amount: 0n, tax_amount: 0n });
    expect(note(invoice, { items: [{ position: 1 }] }, { earlier: [credited] }).items[0]?.quantity).toBe('1');
  });
});

describe('an amount of the whole invoice', () => {
  test('is spread over the items in proportion to what is left of each', () => {
    // 119.00 and 25.68 with tax.
    const credited = note(seats, { total: 7234n });
    expect(credited.items.map(({ position, total }) => [position, total])).toEqual([
      [1, 5950n],
      [2, 1284n],
    ]);
    expect(credited).toMatchObject({ total: 7234n, tax_total: 950n + 84n, creditable_total: 7234n });
    const next = note(seats, { total: 1190n }, { earlier: [note(seats, { items: [{ position: 2 }] })] });
    expect(next.items.map(({ position }) => position)).toEqual([1]);
  });

  test('leaves out items that get nothing of it, and takes all of one where its share is all of it', () => {
    const invoice = draft([item('1', '100'), item('1', '0.01'), item('1', '0')]);
    expect(note(invoice, { total: 5000n }).items.map(({ position }) => position)).toEqual([1]);
    const most = note(invoice, { total: 9999n });
    expect(most.items.map(({ position, quantity, total }) => [position, quantity, total])).toEqual([
      [1, null, 9998n],
      [2, '1', 1n],
    ]);
  });

  test('that is all that is left is the last credit note, and takes what costs nothing too', () => {
    const invoice = draft([item('1', '10'), item('1', '0')]);
    expect(note(invoice, { total: 1000n })).toMatchObject({ items: [{ quantity: '1' }, { quantity: '1' }] });
    const first = note(invoice, { items: [{ position: 2 }] });
    const last = note(invoice, { total: 1000n }, { earlier: [first] });
    expect(last.items.map(({ position }) => position)).toEqual([1]);
  });
});

test('cash rounding goes back with the credit note that leaves nothing, and only once', () => {
  const invoice = draft([item('1', '10.03'), item('1', '5')], { cash_rounding: { increment: 5n, mode: 'half_up' } });
  expect(invoice).toMatchObject({ total: 1503n, cash_rounding: 2n, amount_due: 1505n });
  const first = note(invoice, { items: [{ position: 1 }] });
  expect(first).toMatchObject({ cash_rounding: 0n, credited_total: 1003n, creditable_total: 500n });
  const last = note(invoice, { items: [{ position: 2 }] }, { earlier: [first] });
  expect(last).toMatchObject({ cash_rounding: 2n, total: 500n, credited_total: 502n, creditable_total: 0n });
  const free = draft([item('1', '10.03'), item('1', '0')], { cash_rounding: { increment: 5n, mode: 'half_up' } });
  const paid = note(free, { items: [{ position: 1 }] });
  expect(paid.cash_rounding).toBe(2n);
  expect(note(free, { items: [{ position: 2 }] }, { earlier: [paid] })).toMatchObject({ total: 0n, cash_rounding: 0n });
});

describe('an item of which only tax is left', () => {
  // One cent and one cent of tax: a credit note of one cent is the net amount.
  const invoice = draft([item('2', '0.005', { tax_rates: ['100'] })], { cash_rounding: { increment: 5n, mode: 'up' } });
  const netOnly = () => note(invoice, { total: 1n });

  test('is not credited yet', () => {
    const net = netOnly();
    expect(invoice).toMatchObject({ total: 2n, cash_rounding: 3n });
    expect(net).toMatchObject({ subtotal: 1n, tax_total: 0n, cash_rounding: 0n, creditable_total: 1n });
    const rest = note(invoice, 'everything', { earlier: [net] });
    expect(rest).toMatchObject({ subtotal: 0n, tax_total: 1n, cash_rounding: 3n, creditable_total: 0n });
  });

  test('gives nothing for some of its units, and the tax for all of them', () => {
    const units = (quantity: string) => note(invoice, { items: [{ position: 1, quantity }] }, { earlier: [netOnly()] });
    expect(units('1')).toMatchObject({ items: [{ quantity: '1', amount: 0n, tax_amount: 0n }], total: 0n });
    expect(units('2')).toMatchObject({ tax_total: 1n, creditable_total: 0n });
  });
});

describe('the derivation', () => {
  const steps = (...given: Parameters<typeof note>) => {
    const { derivation } = note(...given);
    return derivation && stepLines(derivation);
  };
  const taxed = { tax_rates: ['19'] };

  test('of a part by quantity says how it came about', () => {
    expect(steps(draft([item('3', '10', taxed)]), { items: [{ position: 1, quantity: '1' }] })).toMatchInlineSnapshot(`
      [
        "item_1_net_left: credited_share = subtract(amount=30, discount=0) -> 30 {"line":1}",
        "item_1_total_left: credited_share = add(net<-item_1_net_left, tax_1=5.7) -> 35.7 {"line":1}",
        "item_1_amount_product: credited_share = multiply(left=30, quantity=1) -> 30 {"line":1}",
        "item_1_amount_exact: credited_share = divide(product<-item_1_amount_product, quantity_left=3) -> 10 {"line":1}",
        "item_1_amount_rounded: credited_share = round(exact<-item_1_amount_exact) -> 10 2 half_up {"line":1}",
        "item_1_tax_1_product: credited_share = multiply(of=5.7, credited<-item_1_amount_rounded) -> 57 {"line":1}",
        "item_1_tax_1_exact: credited_share = divide(product<-item_1_tax_1_product, left=30) -> 1.9 {"line":1}",
        "item_1_tax_1_rounded: credited_share = round(exact<-item_1_tax_1_exact) -> 1.9 2 half_up {"line":1}",
        "item_1_amount: credited_share = value(credited<-item_1_amount_rounded) -> 10 {"line":1}",
        "item_1_discount: credited_share = value(credited=0) -> 0 {"line":1}",
        "item_1_tax_1: credited_share = value(credited<-item_1_tax_1_rounded) -> 1.9 {"line":1}",
        "item_1_net: credited_share = subtract(amount<-item_1_amount, discount<-item_1_discount) -> 10 {"line":1}",
        "item_1_total: credited_share = add(net<-item_1_net, tax_1<-item_1_tax_1) -> 11.9 {"line":1}",
        "subtotal: subtotal = add(item_1<-item_1_amount) -> 10",
        "discount_total: discount_total = add(item_1<-item_1_discount) -> 0",
        "tax_1: tax_sum = add(item_1_1<-item_1_tax_1) -> 1.9 {"percent":"19"}",
        "tax_total: tax_total = add(tax_1<-tax_1) -> 1.9",
        "total: total = add(item_1<-item_1_total) -> 11.9",
        "net_total: net_total = subtract(total<-total, tax_total<-tax_total) -> 10",
        "credited_total: credited_total = add(total<-total, cash_rounding=0) -> 11.9",
      ]
    `);
  });

  test('of a part by total, after another, begins with what is left', () => {
    const invoice = draft([item('1', '100', taxed)], { discounts: [{ type: 'percent', value: '10' }] });
    const earlier = [note(invoice, { items: [{ position: 1, amount: 5000n }] })];
    expect(steps(invoice, { items: [{ position: 1, total: 1000n }] }, { earlier })).toMatchInlineSnapshot(`
      [
        "item_1_amount_left: credited_share = subtract(invoiced=100, credited=50) -> 50 {"line":1}",
        "item_1_discount_left: credited_share = subtract(invoiced=10, credited=5) -> 5 {"line":1}",
        "item_1_tax_1_left: credited_share = subtract(invoiced=17.1, credited=8.55) -> 8.55 {"line":1}",
        "item_1_net_left: credited_share = subtract(amount<-item_1_amount_left, discount<-item_1_discount_left) -> 45 {"line":1}",
        "item_1_total_left: credited_share = add(net<-item_1_net_left, tax_1<-item_1_tax_1_left) -> 53.55 {"line":1}",
        "item_1_discount_product: credited_share = multiply(of<-item_1_discount_left, credited=10) -> 50 {"line":1}",
        "item_1_discount_exact: credited_share = divide(product<-item_1_discount_product, left<-item_1_total_left) -> 0.933706816059757236227824463119 {"line":1}",
        "item_1_discount_rounded: credited_share = round(exact<-item_1_discount_exact) -> 0.93 2 half_up {"line":1}",
        "item_1_net_product: credited_share = multiply(of<-item_1_net_left, credited=10) -> 450 {"line":1}",
        "item_1_net_exact: credited_share = divide(product<-item_1_net_product, left<-item_1_total_left) -> 8.403361344537815126050420168067 {"line":1}",
        "item_1_tax_1_product: credited_share = multiply(of<-item_1_tax_1_left, credited=10) -> 85.5 {"line":1}",
        "item_1_tax_1_exact: credited_share = divide(product<-item_1_tax_1_product, left<-item_1_total_left) -> 1.596638655462184873949579831933 {"line":1}",
        "item_1_net_part: credited_share = round_part(position=1, total=10, part_1<-item_1_net_exact, part_2<-item_1_tax_1_exact) -> 8.4 2 down {"line":1}",
        "item_1_tax_1_part: credited_share = round_part(position=2, total=10, part_1<-item_1_net_exact, part_2<-item_1_tax_1_exact) -> 1.6 2 down {"line":1}",
        "item_1_before_discount: credited_share = add(after_discount<-item_1_net_part, discount<-item_1_discount_rounded) -> 9.33 {"line":1}",
        "item_1_amount: credited_share = value(credited<-item_1_before_discount) -> 9.33 {"line":1}",
        "item_1_discount: credited_share = value(credited<-item_1_discount_rounded) -> 0.93 {"line":1}",
        "item_1_tax_1: credited_share = value(credited<-item_1_tax_1_part) -> 1.6 {"line":1}",
        "item_1_net: credited_share = subtract(amount<-item_1_amount, discount<-item_1_discount) -> 8.4 {"line":1}",
        "item_1_total: credited_share = add(net<-item_1_net, tax_1<-item_1_tax_1) -> 10 {"line":1}",
        "subtotal: subtotal = add(item_1<-item_1_amount) -> 9.33",
        "discount_total: discount_total = add(item_1<-item_1_discount) -> 0.93",
        "tax_1: tax_sum = add(item_1_1<-item_1_tax_1) -> 1.6 {"percent":"19"}",
        "tax_total: tax_total = add(tax_1<-tax_1) -> 1.6",
        "total: total = add(item_1<-item_1_total) -> 10",
        "net_total: net_total = subtract(total<-total, tax_total<-tax_total) -> 8.4",
        "credited_total: credited_total = add(total<-total, cash_rounding=0) -> 10",
      ]
    `);
  });

  test('of a part of a price that contains its tax takes the tax out of it', () => {
    const invoice = draft([item('1', '119', taxed)], {
      prices: 'inclusive',
      discounts: [{ type: 'fixed', value: '19' }],
    });
    expect(steps(invoice, { items: [{ position: 1, amount: 6000n }] })).toMatchInlineSnapshot(`
      [
        "item_1_total_left: credited_share = subtract(amount=119, discount=19) -> 100 {"line":1}",
        "item_1_net_left: credited_share = subtract(total<-item_1_total_left, tax_1=15.97) -> 84.03 {"line":1}",
        "item_1_discount_product: credited_share = multiply(of=19, credited=60) -> 1140 {"line":1}",
        "item_1_discount_exact: credited_share = divide(product<-item_1_discount_product, left=119) -> 9.579831932773109243697478991597 {"line":1}",
        "item_1_discount_rounded: credited_share = round(exact<-item_1_discount_exact) -> 9.58 2 half_up {"line":1}",
        "item_1_gross: credited_share = subtract(amount=60, discount<-item_1_discount_rounded) -> 50.42 {"line":1}",
        "item_1_net_product: credited_share = multiply(of<-item_1_net_left, credited<-item_1_gross) -> 4236.7926 {"line":1}",
        "item_1_net_exact: credited_share = divide(product<-item_1_net_product, left<-item_1_total_left) -> 42.367926 {"line":1}",
        "item_1_tax_1_product: credited_share = multiply(of=15.97, credited<-item_1_gross) -> 805.2074 {"line":1}",
        "item_1_tax_1_exact: credited_share = divide(product<-item_1_tax_1_product, left<-item_1_total_left) -> 8.052074 {"line":1}",
        "item_1_net_part: credited_share = round_part(position=1, total<-item_1_gross, part_1<-item_1_net_exact, part_2<-item_1_tax_1_exact) -> 42.37 2 down {"line":1}",
        "item_1_tax_1_part: credited_share = round_part(position=2, total<-item_1_gross, part_1<-item_1_net_exact, part_2<-item_1_tax_1_exact) -> 8.05 2 down {"line":1}",
        "item_1_amount: credited_share = value(credited=60) -> 60 {"line":1}",
        "item_1_discount: credited_share = value(credited<-item_1_discount_rounded) -> 9.58 {"line":1}",
        "item_1_tax_1: credited_share = value(credited<-item_1_tax_1_part) -> 8.05 {"line":1}",
        "item_1_total: credited_share = subtract(amount<-item_1_amount, discount<-item_1_discount) -> 50.42 {"line":1}",
        "item_1_net: credited_share = subtract(total<-item_1_total, tax_1<-item_1_tax_1) -> 42.37 {"line":1}",
        "subtotal: subtotal = add(item_1<-item_1_amount) -> 60",
        "discount_total: discount_total = add(item_1<-item_1_discount) -> 9.58",
        "tax_1: tax_sum = add(item_1_1<-item_1_tax_1) -> 8.05 {"percent":"19"}",
        "tax_total: tax_total = add(tax_1<-tax_1) -> 8.05",
        "total: total = add(item_1<-item_1_total) -> 50.42",
        "net_total: net_total = subtract(total<-total, tax_total<-tax_total) -> 42.37",
        "credited_total: credited_total = add(total<-total, cash_rounding=0) -> 50.42",
      ]
    `);
  });

  test('of an amount of the invoice spreads it first', () => {
    expect(steps(draft([item('1', '10'), item('1', '5')]), { total: 500n })).toMatchInlineSnapshot(`
      [
        "item_1_net_left: credited_share = subtract(amount=10, discount=0) -> 10 {"line":1}",
        "item_1_total_left: credited_share = add(net<-item_1_net_left) -> 10 {"line":1}",
        "item_2_net_left: credited_share = subtract(amount=5, discount=0) -> 5 {"line":2}",
        "item_2_total_left: credited_share = add(net<-item_2_net_left) -> 5 {"line":2}",
        "total_left: credited_share = add(item_1<-item_1_total_left, item_2<-item_2_total_left) -> 15",
        "item_1_spread_product: credited_share = multiply(of<-item_1_total_left, credited=5) -> 50",
        "item_1_spread_exact: credited_share = divide(product<-item_1_spread_product, left<-total_left) -> 3.333333333333333333333333333333",
        "item_2_spread_product: credited_share = multiply(of<-item_2_total_left, credited=5) -> 25",
        "item_2_spread_exact: credited_share = divide(product<-item_2_spread_product, left<-total_left) -> 1.666666666666666666666666666667",
        "item_1_spread: credited_share = round_part(position=1, total=5, part_1<-item_1_spread_exact, part_2<-item_2_spread_exact) -> 3.33 2 down",
        "item_2_spread: credited_share = round_part(position=2, total=5, part_1<-item_1_spread_exact, part_2<-item_2_spread_exact) -> 1.67 2 down",
        "item_1_net_product: credited_share = multiply(of<-item_1_net_left, credited<-item_1_spread) -> 33.3 {"line":1}",
        "item_1_net_exact: credited_share = divide(product<-item_1_net_product, left<-item_1_total_left) -> 3.33 {"line":1}",
        "item_1_net_part: credited_share = round_part(position=1, total<-item_1_spread, part_1<-item_1_net_exact) -> 3.33 2 down {"line":1}",
        "item_1_before_discount: credited_share = add(after_discount<-item_1_net_part, discount=0) -> 3.33 {"line":1}",
        "item_1_amount: credited_share = value(credited<-item_1_before_discount) -> 3.33 {"line":1}",
        "item_1_discount: credited_share = value(credited=0) -> 0 {"line":1}",
        "item_1_net: credited_share = subtract(amount<-item_1_amount, discount<-item_1_discount) -> 3.33 {"line":1}",
        "item_1_total: credited_share = add(net<-item_1_net) -> 3.33 {"line":1}",
        "item_2_net_product: credited_share = multiply(of<-item_2_net_left, credited<-item_2_spread) -> 8.35 {"line":2}",
        "item_2_net_exact: credited_share = divide(product<-item_2_net_product, left<-item_2_total_left) -> 1.67 {"line":2}",
        "item_2_net_part: credited_share = round_part(position=1, total<-item_2_spread, part_1<-item_2_net_exact) -> 1.67 2 down {"line":2}",
        "item_2_before_discount: credited_share = add(after_discount<-item_2_net_part, discount=0) -> 1.67 {"line":2}",
        "item_2_amount: credited_share = value(credited<-item_2_before_discount) -> 1.67 {"line":2}",
        "item_2_discount: credited_share = value(credited=0) -> 0 {"line":2}",
        "item_2_net: credited_share = subtract(amount<-item_2_amount, discount<-item_2_discount) -> 1.67 {"line":2}",
        "item_2_total: credited_share = add(net<-item_2_net) -> 1.67 {"line":2}",
        "subtotal: subtotal = add(item_1<-item_1_amount, item_2<-item_2_amount) -> 5",
        "discount_total: discount_total = add(item_1<-item_1_discount, item_2<-item_2_discount) -> 0",
        "tax_total: tax_total = add(nothing=0) -> 0",
        "total: total = add(item_1<-item_1_total, item_2<-item_2_total) -> 5",
        "net_total: net_total = subtract(total<-total, tax_total<-tax_total) -> 5",
        "credited_total: credited_total = add(total<-total, cash_rounding=0) -> 5",
      ]
    `);
  });
});

test('an invoice over nothing is credited once', () => {
  const invoice = draft([item('0', '0')]);
  const first = note(invoice, 'everything');
  expect(first).toMatchObject({ items: [{ position: 1, quantity: null, amount: 0n }], total: 0n });
  expect(codeOf(() => note(invoice, 'everything', { earlier: [first] }))).toBe('nothing_to_credit');
  expect(codeOf(() => note(draft([]), 'everything'))).toBe('nothing_to_credit');
});

test('only an invoice that was sent and still counts is corrected by a credit note', () => {
  const statuses = ['draft', 'sent', 'overdue', 'paid', 'uncollectible', 'void'] as const;
  expect(statuses.filter(isCreditable)).toEqual(['sent', 'overdue', 'paid', 'uncollectible']);
});

test('what is left is told item by item, and is the most that is taken', () => {
  const earlier = [note(seats, { items: [{ position: 1, quantity: '4' }] })];
  expect(creditableRest(seats, earlier)).toEqual({
    items: [
      { position: 1, quantity: '6', amount: 7500n, total: 7140n },
      { position: 2, quantity: '1', amount: 3000n, total: 2568n },
    ],
    total: 9708n,
    cash_rounding: 0n,
  });
  expect(note(seats, { total: 9708n }, { earlier })).toMatchObject({ total: 9708n, creditable_total: 0n });
});
