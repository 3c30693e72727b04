package org.statescope.app.plot;

import java.util.List;
import java.util.function.Function;
import javafx.scene.paint.Color;

/// All that a pole map draws of its runs at one step.
///
/// @param now the poles at the step
/// @param past the same poles at earlier steps, oldest first; empty without trails
/// @param paths where each pole may lie, such as over a range of step sizes
/// @param colours the colour of each group
public record PoleScene(
    PoleCloud now,
    List<PoleCloud> past,
    List<Path> paths,
    List<Function<ChartColours, Color>> colours) {
  public static final PoleScene EMPTY =
      new PoleScene(PoleCloud.empty(), List.of(), List.of(), List.of());

  public PoleScene {
    past = List.copyOf(past);
    paths = List.copyOf(paths);
    colours = List.copyOf(colours);
    for (PoleCloud earlier : past) {
      if (earlier.size() != now.size()) {
        throw new IllegalArgumentException(
            "there are " + now.size() + " poles now but " + earlier.size() + " earlier");
      }
    }
  }

  /// A line through the places of one pole.
  public record Path(double[] real, double[] imaginary, int group) {}
}
