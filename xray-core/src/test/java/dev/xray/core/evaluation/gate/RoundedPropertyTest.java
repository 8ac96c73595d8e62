package dev.xray.core.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundedPropertyTest {
  /** Limits of 0 to 6 decimals. */
  @Provide
  Arbitrary<BigDecimal> limits() {
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1).ofScale(6), Arbitraries.integers().between(0, 6))
        .as((value, scale) -> BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_EVEN));
  }

  /** How far from the limit: anything, or so little that rounding hides it. */
  @Provide
  Arbitrary<Double> offsets() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(-1, 1).ofScale(12),
        Arbitraries.doubles().between(-1e-3, 1e-3).ofScale(12),
        Arbitraries.doubles().between(-1e-8, 1e-8).ofScale(14),
        Arbitraries.just(0.0));
  }

  @Property
  void what_is_shown_is_on_the_side_of_the_limit_on_which_the_value_is(
      @ForAll("limits") BigDecimal limit, @ForAll("offsets") double offset, @ForAll boolean least) {
    double value = limit.doubleValue() + offset;
    BigDecimal shown = new BigDecimal(Rounded.value(value, limit, least));

    boolean met = Rounded.isMet(value, limit, least);
    assertThat(least ? shown.compareTo(limit) >= 0 : shown.compareTo(limit) <= 0).isEqualTo(met);
    assertThat(shown.doubleValue() - value).isBetween(-0.001, 0.001);
  }

  @Property
  void a_bound_of_an_interval_is_shown_on_its_side_too(
      @ForAll("limits") BigDecimal limit, @ForAll("offsets") double offset) {
    double bound = limit.doubleValue() + offset;
    int scale = Rounded.scale(limit);

    assertThat(new BigDecimal(Rounded.low(bound, scale)).compareTo(limit) >= 0)
        .isEqualTo(Rounded.isMet(bound, limit, true));
    assertThat(new BigDecimal(Rounded.high(bound, scale)).compareTo(limit) <= 0)
        .isEqualTo(Rounded.isMet(bound, limit, false));
  }

  @Property
  void the_three_numbers_of_a_drop_agree_with_each_other_and_with_the_limit(
      @ForAll("limits") BigDecimal limit,
      @ForAll("limits") BigDecimal before,
      @ForAll("offsets") double offset,
      @ForAll boolean higherIsBetter) {
    double from = before.doubleValue();
    double to = from + (higherIsBetter ? -1 : 1) * (limit.doubleValue() + offset);
    Drop drop = Drop.of(from, to, higherIsBetter, limit);

    BigDecimal difference =
        higherIsBetter
            ? drop.before().subtract(drop.after())
            : drop.after().subtract(drop.before());
    assertThat(drop.worse()).isEqualByComparingTo(difference);
    assertThat(drop.worse().compareTo(limit) <= 0).isEqualTo(drop.met());
    if (Math.abs(offset) > 1e-11) {
      assertThat(drop.met()).isEqualTo(offset < 0);
    }
  }

  @Example
  void a_value_just_below_its_minimum_does_not_read_as_the_minimum() {
    assertThat(Rounded.value(0.8999999, new BigDecimal("0.90"), true)).isEqualTo("0.899");
    assertThat(Rounded.value(0.9000001, new BigDecimal("0.90"), false)).isEqualTo("0.901");
    assertThat(Rounded.value(22.0 / 23, new BigDecimal("0.9"), true)).isEqualTo("0.957");
  }

  @Example
  void what_is_not_quite_0_or_1_never_reads_as_0_or_1() {
    assertThat(Rounded.value(0.99999, new BigDecimal("0.9"), true)).isEqualTo("0.999");
    assertThat(Rounded.value(0.00001, new BigDecimal("0.1"), false)).isEqualTo("0.001");
    assertThat(Rounded.value(1, new BigDecimal("0.9"), true)).isEqualTo("1.000");
    assertThat(Rounded.value(0.99999, 3)).isEqualTo("0.999");
    assertThat(Rounded.value(-0.00001, 3)).isEqualTo("-0.001");
  }

  @Example
  void sums_of_shares_are_compared_as_what_they_stand_for() {
    assertThat(Rounded.isMet(0.1 + 0.2, new BigDecimal("0.3"), false)).isTrue();
    assertThat(Rounded.isMet(0.1 + 0.7, new BigDecimal("0.8"), true)).isTrue();
    assertThat(Drop.of(0.90, 0.88, true, new BigDecimal("0.02")).met()).isTrue();
  }
}
