package org.statescope.app.live;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.statescope.app.plot.Points;

/// The points of one tag as they were at one moment, in increasing step.
public final class Scalars {
  static final Scalars NONE = new Scalars(new int[0], new float[0], new float[0], 0);

  private final int[] steps;
  private final float[] seconds;
  private final float[] values;
  private final int size;

  Scalars(int[] steps, float[] seconds, float[] values, int size) {
    this.steps = steps;
    this.seconds = seconds;
    this.values = values;
    this.size = size;
  }

  public int size() {
    return size;
  }

  public long lastStep() {
    return size == 0 ? 0 : steps[size - 1];
  }

  /// The last value reported at or before the step.
  public OptionalDouble valueAt(long step) {
    int index = indexAt(step);
    return index < 0 ? OptionalDouble.empty() : OptionalDouble.of(values[index]);
  }

  /// Seconds from the run's start to the last point at or before the step.
  public double secondsAt(long step) {
    int index = indexAt(step);
    return index < 0 ? 0 : seconds[index];
  }

  /// The step of the last point at or before this many seconds.
  public long stepAtSeconds(double wanted) {
    int found = along(Axis.SECONDS, 1).floorIndex(wanted);
    return found < 0 ? 0 : steps[found];
  }

  /// The same points over another axis.
  ///
  /// @param tokensPerStep tokens that one training step consumes
  public Points along(Axis axis, long tokensPerStep) {
    return switch (axis) {
      case STEP -> new Along(1);
      case TOKENS -> new Along(tokensPerStep);
      case SECONDS -> new AlongSeconds();
    };
  }

  private int indexAt(long step) {
    int key = (int) Math.clamp(step, Integer.MIN_VALUE, Integer.MAX_VALUE);
    int found = Arrays.binarySearch(steps, 0, size, key);
    return found >= 0 ? found : -found - 2;
  }

  private final class Along implements Points {
    private final long perStep;

    Along(long perStep) {
      this.perStep = perStep;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public double x(int index) {
      return (double) steps[index] * perStep;
    }

    @Override
    public double y(int index) {
      return values[index];
    }
  }

  private final class AlongSeconds implements Points {
    @Override
    public int size() {
      return size;
    }

    @Override
    public double x(int index) {
      return seconds[index];
    }

    @Override
    public double y(int index) {
      return values[index];
    }
  }
}
