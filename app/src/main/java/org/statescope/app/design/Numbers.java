package org.statescope.app.design;

import java.util.OptionalDouble;

/// Numbers that the user types.
final class Numbers {
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

  /// All digits that tell the number from its neighbours.
  static String exact(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
