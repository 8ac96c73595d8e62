// Numbers as a reader sees them: the same text that Numbers.java writes.

/**
 * Rounds to three decimals as Java's BigDecimal does, from the shortest decimal notation of x.
 * mode: 'floor', 'ceiling' or 'half-up'.
 */
function rounded(x, mode) {
  const [mantissa, exponent] = Math.abs(x).toExponential().split('e');
  const [whole, fraction = ''] = mantissa.split('.');
  const digits = BigInt(whole + fraction);
  const shift = 3 + Number(exponent) - fraction.length;
  const unit = shift < 0 ? 10n ** BigInt(-shift) : 1n;
  const scaled = shift < 0 ? digits : digits * 10n ** BigInt(shift);
  const rest = scaled % unit;
  const away = mode === 'half-up' ? 2n * rest >= unit : rest > 0n && (mode === 'ceiling') === x > 0;
  const thousandths = scaled / unit + (away ? 1n : 0n);
  const text = String(thousandths).padStart(4, '0');
  return (x < 0 && thousandths > 0n ? '-' : '') + text.slice(0, -3) + '.' + text.slice(-3);
}

/** Three decimals; what is not quite 0 or 1 never reads as 0 or 1. */
function share(x) {
  if (x > 0 && x < 0.0005) {
    return '<0.001';
  }
  if (x < 1 && x >= 0.9995) {
    return '>0.999';
  }
  return rounded(x, 'half-up');
}

/** Three decimals, outwards: an interval is never shown narrower than it is. */
function range(low, high) {
  return rounded(low, 'floor') + '–' + rounded(high, 'ceiling');
}

/** '1 image', '2 images'. */
function counted(count, noun) {
  return count + ' ' + noun + (count === 1 ? '' : 's');
}
