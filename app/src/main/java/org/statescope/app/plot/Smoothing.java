package org.statescope.app.plot;

/// Smooths a curve over all of its points, before any thinning: thinning first would let the zoom
/// level change the past.
public final class Smoothing {
  private Smoothing() {}

  /// The exponential moving average sₜ = w sₜ₋₁ + (1 − w) yₜ with s₀ = 0, divided by 1 − wᵗ so that
  /// the start is not pulled to zero.
  ///
  /// @param points the raw curve
  /// @param weight w in 0 … 1, 1 excluded; 0 returns the curve itself
  public static Points exponential(Points points, double weight) {
    if (!(weight >= 0 && weight < 1)) {
      throw new IllegalArgumentException(
          "the smoothing weight is at least 0 and below 1, but it is " + weight);
    }
    if (weight == 0) {
      return points;
    }
    float[] smooth = new float[points.size()];
    double average = 0;
    double remainder = 1;
    for (int i = 0; i < smooth.length; i++) {
      average = weight * average + (1 - weight) * points.y(i);
      remainder *= weight;
      smooth[i] = (float) (average / (1 - remainder));
    }
    return new Smooth(points, smooth);
  }

  private record Smooth(Points raw, float[] y) implements Points {
    @Override
    public int size() {
      return y.length;
    }

    @Override
    public double x(int index) {
      return raw.x(index);
    }

    @Override
    public double y(int index) {
      return y[index];
    }
  }
}
