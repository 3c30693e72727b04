package org.statescope.app.plot;

/// Poles as points of a plane. Poles keep their index from cloud to cloud of one training run.
///
/// @param real real parts, finite
/// @param imaginary imaginary parts, finite
/// @param group which of [PoleScene#colours] each has
public record PoleCloud(double[] real, double[] imaginary, int[] group) {
  public PoleCloud {
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
  }

  public static PoleCloud empty() {
    return new PoleCloud(new double[0], new double[0], new int[0]);
  }

  public int size() {
    return real.length;
  }
}
