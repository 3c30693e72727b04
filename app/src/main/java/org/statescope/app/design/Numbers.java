package org.statescope.app.design;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/// Numbers that the user types.
final class Numbers {
  private static final MathContext DIGITS = new MathContext(10);

  private Numbers() {}

  /// Reads a finite number, whichever minus sign it has; empty for anything else.
  static OptionalDouble read(String text) {
    try {
      double value = Double.parseDouble(text.strip().replace('−', '-'));
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /// Ten digits at most.
  static String shown(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toString();
  }

  /// Reads a number that may be the one shown, untouched, with all of its digits.
  static OptionalDouble read(String text, double shown) {
    return text.equals(shown(shown)) ? OptionalDouble.of(shown) : read(text);
  }
}
