package org.statescope.analysis.linalg;

/// The constants of double precision that thresholds are built from.
public final class Precision {
  /// Half the distance from 1 to the next double, 2⁻⁵³: the relative error of one rounding.
  public static final double UNIT_ROUNDOFF = 0x1p-53;

  /// The distance from 1 to the next double, 2⁻⁵².
  public static final double EPSILON = 0x1p-52;

  /// The smallest positive normal double; below it relative accuracy is lost.
  public static final double SMALLEST_NORMAL = Double.MIN_NORMAL;

  private Precision() {}
}
