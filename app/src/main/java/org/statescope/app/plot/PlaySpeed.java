package org.statescope.app.plot;

/// How fast a [StepPlayer] goes through the training.
public enum PlaySpeed {
  QUARTER(0.25, "¼×"),
  HALF(0.5, "½×"),
  NORMAL(1, "1×"),
  DOUBLE(2, "2×"),
  FOURFOLD(4, "4×");

  private final double factor;
  private final String words;

  PlaySpeed(double factor, String words) {
    this.factor = factor;
    this.words = words;
  }

  double factor() {
    return factor;
  }

  @Override
  public String toString() {
    return words;
  }
}
