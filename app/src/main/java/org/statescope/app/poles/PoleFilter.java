package org.statescope.app.poles;

import java.util.Arrays;
import java.util.OptionalInt;
import org.statescope.training.run.dynamics.LayerDynamics;

/// Which poles the maps, their trails and densities, and the pairs show.
///
/// @param layer the only layer, all when empty
/// @param channels a pole is shown if it belongs to any of these channels, from 0
/// @param unit what the time constant is measured in
/// @param timeConstants how long the motion of a pole lasts, in that unit
/// @param margins −max Re λ of a pole's system, in 1/time; a system whose margin is not defined is
///   within no bound
public record PoleFilter(
    OptionalInt layer, Bounds channels, TimeConstant unit, Bounds timeConstants, Bounds margins) {
  /// Shows every pole.
  public static final PoleFilter ALL =
      new PoleFilter(
          OptionalInt.empty(), Bounds.NONE, TimeConstant.TOKENS, Bounds.NONE, Bounds.NONE);

  /// The poles that are shown.
  ///
  /// @param poles their indices in increasing order
  /// @param leftOut how many more would be, had they a finite place in both planes
  record Choice(int[] poles, int leftOut) {}

  /// Whether every pole is shown, whatever the unit is.
  public boolean isAll() {
    return layer.isEmpty() && channels.isNone() && timeConstants.isNone() && margins.isNone();
  }

  PoleFilter withLayer(OptionalInt other) {
    return new PoleFilter(other, channels, unit, timeConstants, margins);
  }

  PoleFilter withChannels(Bounds other) {
    return new PoleFilter(layer, other, unit, timeConstants, margins);
  }

  PoleFilter withUnit(TimeConstant other) {
    return new PoleFilter(layer, channels, other, timeConstants, margins);
  }

  PoleFilter withTimeConstants(Bounds other) {
    return new PoleFilter(layer, channels, unit, other, margins);
  }

  PoleFilter withMargins(Bounds other) {
    return new PoleFilter(layer, channels, unit, timeConstants, other);
  }

  /// The poles of a frame that are shown. Cost: one pass over the poles; a million take some tens
  /// of milliseconds, so not on the JavaFX thread.
  Choice choose(PoleFrame frame) {
    PoleLayout layout = frame.layout();
    int[] kept = new int[layout.size()];
    int count = 0;
    int leftOut = 0;
    for (int number = 0; number < layout.layers(); number++) {
      if (layer.isPresent() && layer.getAsInt() != number) {
        continue;
      }
      LayerDynamics dynamics = frame.layer(number);
      int order = dynamics.order();
      for (int system = 0; system < dynamics.systems(); system++) {
        if (!hasSystem(dynamics, system)) {
          continue;
        }
        int first = layout.first(number) + system * order;
        for (int pole = first; pole < first + order; pole++) {
          if (!frame.isFinite(pole)) {
            leftOut++;
          } else if (timeConstants.contains(unit.of(frame, pole))) {
            kept[count++] = pole;
          }
        }
      }
    }
    return new Choice(Arrays.copyOf(kept, count), leftOut);
  }

  /// Whether one pole is shown.
  boolean shows(PoleFrame frame, int pole) {
    PoleLayout layout = frame.layout();
    int number = layout.layerOf(pole);
    return (layer.isEmpty() || layer.getAsInt() == number)
        && hasSystem(frame.layer(number), layout.systemOf(pole))
        && frame.isFinite(pole)
        && timeConstants.contains(unit.of(frame, pole));
  }

  private boolean hasSystem(LayerDynamics dynamics, int system) {
    int channelsEach = dynamics.channels() / dynamics.systems();
    int channel = system * channelsEach;
    return channels.meets(channel, channel + channelsEach - 1)
        && margins.contains(dynamics.stabilityMargin()[system]);
  }
}
