package org.statescope.training.run;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Checks shared by the configuration records; each failure names the value and what is allowed.
final class Require {
  private Require() {}

  static void atLeast(long minimum, long value, String what) {
    if (value < minimum) {
      throw new IllegalArgumentException(
          what + " is " + value + " but must be at least " + minimum + ".");
    }
  }

  static void positive(double value, String what) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          what + " is " + value + " but must be a positive finite number.");
    }
  }

  /// Refuses a value outside [low, high).
  static void within(double low, double high, double value, String what) {
    if (!(value >= low && value < high)) {
      throw new IllegalArgumentException(
          what + " is " + value + " but must be at least " + low + " and below " + high + ".");
    }
  }

  static void notBlank(String value, String what) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank.");
    }
  }

  /// The value of that label; an unknown one fails with a sentence that lists the known ones.
  static <T> T label(String what, String given, T[] values, Function<T, String> label) {
    for (T candidate : values) {
      if (label.apply(candidate).equals(given)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException(
        "There is no %s '%s': choose one of %s.".formatted(what, given, choices(values, label)));
  }

  private static <T> String choices(T[] values, Function<T, String> label) {
    return Arrays.stream(values).map(label).collect(Collectors.joining(", "));
  }
}
