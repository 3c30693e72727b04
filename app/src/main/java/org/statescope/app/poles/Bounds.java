package org.statescope.app.poles;

/// A closed interval of numbers that may be open to either side.
///
/// @param least the smallest number inside; −∞ where there is none
/// @param most the largest number inside; ∞ where there is none
public record Bounds(double least, double most) {
  /// Every number, also one that does not exist.
  public static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Bounds {
    if (!(least <= most)) {
      throw new IllegalArgumentException(
          "bounds go from the smaller to the larger number, not from " + least + " to " + most);
    }
  }

  /// Whether nothing is excluded.
  public boolean isNone() {
    return equals(NONE);
  }

  /// Whether the number is inside; NaN only where nothing is excluded.
  boolean contains(double number) {
    return isNone() || number >= least && number <= most;
  }

  /// Whether any whole number from one to the other is inside.
  boolean meets(int first, int last) {
    return last >= least && first <= most;
  }
}
