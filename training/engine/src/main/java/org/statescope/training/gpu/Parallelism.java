package org.statescope.training.gpu;

/// What of a device decides how recurrences are cut, see [SequenceSplit].
///
/// @param units that run groups of lanes side by side; 0 where lanes are walked one after another,
///   as on a plain processor, so that few lanes leave nothing idle
/// @param doubleRatio operations in float32 per one in float64, in the same time; 0 where the
///   device has no float64
public record Parallelism(int units, int doubleRatio) {
  /// Nothing side by side, no float64: no sequence is cut.
  public static final Parallelism NONE = new Parallelism(0, 0);

  public Parallelism {
    if (units < 0 || doubleRatio < 0) {
      throw new IllegalArgumentException(
          "a device has neither %d units nor a ratio of %d".formatted(units, doubleRatio));
    }
  }
}
