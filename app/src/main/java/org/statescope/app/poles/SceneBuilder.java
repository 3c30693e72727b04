package org.statescope.app.poles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.paint.Color;
import org.statescope.app.plot.ChartColours;
import org.statescope.app.plot.PoleCloud;
import org.statescope.app.plot.PoleScene;
import org.statescope.training.run.dynamics.LayerDynamics;

/// Turns frames into what pole maps draw. Runs in the background.
///
/// @param filter which poles to show
/// @param colourBy what the colour says
/// @param stepRange whether to draw where z lies between the 5 % and the 95 % quantile of Δ
/// @param selected the pole whose range is drawn where there are too many to draw all
record SceneBuilder(
    PoleFilter filter, ColourBy colourBy, boolean stepRange, Optional<SelectedPole> selected) {
  /// Up to this many poles each shows its own range.
  static final int MOST_RANGES = 600;

  /// Up to this many earlier places of poles are kept for each plane: a map of more draws no more.
  static final int MOST_PLACES = 500_000;

  private static final PoleFilter.Choice NOTHING = new PoleFilter.Choice(new int[0], 0);
  private static final int RANGE_POINTS = 13;
  private static final int LOW_QUANTILE = 0;
  private static final int HIGH_QUANTILE = 4;

  /// A map pair with the poles of all given runs; runs without poles stay listed.
  PoleMapData build(List<RunFrames> runs) {
    List<PoleFilter.Choice> choices =
        runs.stream().map(run -> run.now().map(filter::choose).orElse(NOTHING)).toList();
    List<int[]> chosen = choices.stream().map(PoleFilter.Choice::poles).toList();
    int size = chosen.stream().mapToInt(each -> each.length).sum();
    int[] runOf = new int[size];
    int[] poleOf = new int[size];
    int[] group = new int[size];
    List<Function<ChartColours, Color>> colours = new ArrayList<>();
    int at = 0;
    for (int run = 0; run < runs.size(); run++) {
      int firstGroup = colours.size();
      RunFrames frames = runs.get(run);
      int layers = frames.now().map(frame -> frame.layout().layers()).orElse(0);
      addColours(frames, layers, colours);
      int layer = 0;
      for (int pole : chosen.get(run)) {
        PoleLayout layout = frames.now().orElseThrow().layout();
        while (pole >= layout.end(layer)) {
          layer++;
        }
        runOf[at] = run;
        poleOf[at] = pole;
        group[at++] = firstGroup + layer;
      }
    }
    int leftOut = choices.stream().mapToInt(PoleFilter.Choice::leftOut).sum();
    PoleScene s =
        new PoleScene(
            cloud(runs, chosen, group, Latest.INSTANCE, true),
            past(runs, chosen, group, true),
            List.of(),
            colours);
    PoleScene z =
        new PoleScene(
            cloud(runs, chosen, group, Latest.INSTANCE, false),
            past(runs, chosen, group, false),
            ranges(runs, runOf, poleOf, group),
            colours);
    return new PoleMapData(runs, s, z, runOf, poleOf, leftOut);
  }

  /// Which frame of a run to draw.
  private interface Choice {
    Optional<PoleFrame> of(RunFrames run);
  }

  private enum Latest implements Choice {
    INSTANCE;

    @Override
    public Optional<PoleFrame> of(RunFrames run) {
      return run.now();
    }
  }

  private void addColours(RunFrames run, int layers, List<Function<ChartColours, Color>> colours) {
    for (int i = 0; i < layers; i++) {
      double position = layers == 1 ? 0 : (double) i / (layers - 1);
      switch (colourBy) {
        case RUN -> colours.add(theme -> theme.series(run.run().colour()));
        case LAYER -> colours.add(theme -> theme.scale(position));
      }
    }
  }

  private static PoleCloud cloud(
      List<RunFrames> runs, List<int[]> chosen, int[] group, Choice choice, boolean continuous) {
    if (runs.size() == 1) {
      Optional<PoleFrame> whole =
          choice.of(runs.getFirst()).filter(frame -> isWhole(frame, group.length));
      if (whole.isPresent()) {
        PoleFrame frame = whole.get();
        return continuous
            ? new PoleCloud(frame.sReal(), frame.sImaginary(), group)
            : new PoleCloud(frame.zReal(), frame.zImaginary(), group);
      }
    }
    double[] real = new double[group.length];
    double[] imaginary = new double[group.length];
    int at = 0;
    for (int run = 0; run < runs.size(); run++) {
      if (chosen.get(run).length == 0) {
        continue;
      }
      PoleFrame now = runs.get(run).now().orElseThrow();
      PoleFrame frame = choice.of(runs.get(run)).orElse(now);
      for (int pole : chosen.get(run)) {
        // A pole that was nowhere in the past stands where it is now: its trail begins later.
        PoleFrame from = frame.isFinite(pole) ? frame : now;
        real[at] = continuous ? from.sReal()[pole] : from.zReal()[pole];
        imaginary[at++] = continuous ? from.sImaginary()[pole] : from.zImaginary()[pole];
      }
    }
    return new PoleCloud(real, imaginary, group);
  }

  /// Whether a frame's own arrays are what is to be drawn: a million poles need no copy.
  private static boolean isWhole(PoleFrame frame, int chosen) {
    boolean whole = chosen == frame.layout().size();
    for (int i = 0; whole && i < chosen; i++) {
      whole = frame.isFinite(i);
    }
    return whole;
  }

  /// Trails of runs of different length end at the same place: the last frames are aligned. Trails
  /// of very many poles are dots, and pass through fewer snapshots, the last one always among them.
  private static List<PoleCloud> past(
      List<RunFrames> runs, List<int[]> chosen, int[] group, boolean continuous) {
    int longest = runs.stream().mapToInt(run -> run.past().size()).max().orElse(0);
    List<PoleCloud> clouds = new ArrayList<>();
    long stride = Math.max(1, Math.ceilDiv((long) longest * group.length, MOST_PLACES));
    for (int back = longest; back >= 1; back--) {
      if ((back - 1) % stride != 0) {
        continue;
      }
      int age = back;
      Choice choice =
          run -> {
            int index = run.past().size() - age;
            return run.past().isEmpty()
                ? Optional.empty()
                : Optional.of(run.past().get(Math.max(0, index)));
          };
      clouds.add(cloud(runs, chosen, group, choice, continuous));
    }
    return clouds;
  }

  private List<PoleScene.Path> ranges(
      List<RunFrames> runs, int[] runOf, int[] poleOf, int[] group) {
    List<PoleScene.Path> paths = new ArrayList<>();
    for (int i = 0; stepRange && i < poleOf.length; i++) {
      RunFrames run = runs.get(runOf[i]);
      boolean wanted =
          poleOf.length <= MOST_RANGES
              || selected.equals(Optional.of(new SelectedPole(run.run().folder(), poleOf[i])));
      if (wanted) {
        paths.add(range(run.now().orElseThrow(), poleOf[i], group[i]));
      }
    }
    return paths;
  }

  /// Where z lies while Δ goes from its 5 % to its 95 % quantile.
  static PoleScene.Path range(PoleFrame frame, int pole, int group) {
    LayerDynamics layer = frame.layer(frame.layout().layerOf(pole));
    int channel = frame.channelOf(pole);
    double low = layer.stepSize(channel, LOW_QUANTILE);
    double high = layer.stepSize(channel, HIGH_QUANTILE);
    double[] real = new double[RANGE_POINTS];
    double[] imaginary = new double[RANGE_POINTS];
    double[] z = new double[2];
    for (int i = 0; i < RANGE_POINTS; i++) {
      double stepSize = low + (high - low) * i / (RANGE_POINTS - 1);
      FrozenPole.of(
          frame.sReal()[pole],
          frame.sImaginary()[pole],
          stepSize,
          frame.snapshot().discretisation(),
          z);
      real[i] = z[0];
      imaginary[i] = z[1];
    }
    return new PoleScene.Path(real, imaginary, group);
  }
}
