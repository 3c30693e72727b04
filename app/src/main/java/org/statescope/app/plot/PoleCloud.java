package org.statescope.app.plot;

/// Poles as points of a plane. Poles keep their index from cloud to cloud of one training run. Made
/// in the background, where how far the poles reach is found out too.
public final class PoleCloud {
  private final double[] real;
  private final double[] imaginary;
  private final int[] group;
  private final double left;
  private final double right;
  private final double up;

  /// @param real real parts, finite
  /// @param imaginary imaginary parts, finite
  /// @param group which of [PoleScene#colours] each has
  public PoleCloud(double[] real, double[] imaginary, int[] group) {
    if (real.length != imaginary.length || real.length != group.length) {
      throw new IllegalArgumentException(
          "there are "
              + real.length
              + " real parts, "
              + imaginary.length
              + " imaginary parts and "
              + group.length
              + " groups");
    }
    this.real = real;
    this.imaginary = imaginary;
    this.group = group;
    double least = 0;
    double most = 0;
    double highest = 0;
    for (int i = 0; i < real.length; i++) {
      least = Math.min(least, real[i]);
      most = Math.max(most, real[i]);
      highest = Math.max(highest, Math.abs(imaginary[i]));
    }
    left = least;
    right = most;
    up = highest;
  }

  public static PoleCloud empty() {
    return new PoleCloud(new double[0], new double[0], new int[0]);
  }

  public double[] real() {
    return real;
  }

  public double[] imaginary() {
    return imaginary;
  }

  public int[] group() {
    return group;
  }

  public int size() {
    return real.length;
  }

  /// The least real part, 0 where none is negative.
  double left() {
    return left;
  }

  /// The greatest real part, 0 where none is positive.
  double right() {
    return right;
  }

  /// The greatest distance from the real axis.
  double up() {
    return up;
  }
}
