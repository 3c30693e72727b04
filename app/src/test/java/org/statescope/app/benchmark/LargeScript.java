package org.statescope.app.benchmark;

import java.io.IOException;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.LinePlot;
import org.statescope.app.plot.PoleMapPlot;
import org.statescope.app.window.Page;

/// The process that zooms and pans a map of a million poles and plots of twenty runs of a hundred
/// thousand steps; prints the frames and the heap with all of it open.
final class LargeScript {
  private static final int NOTCHES = 30;
  private static final int MOVES = 60;
  private static final double MEGABYTE = 1e6;

  private LargeScript() {}

  public static void main(String[] arguments) {
    LabAtWork.run(
        arguments,
        lab -> {
          LabRecording.Written poles = poles(lab);
          LabRecording.Written curves = curves(lab);
          System.gc();
          Runtime runtime = Runtime.getRuntime();
          Figures.print("heap", (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE);
          print("poles", poles.read());
          print("curves", curves.read());
        });
  }

  private static LabRecording.Written poles(LabAtWork lab)
      throws IOException, InterruptedException {
    lab.showRuns(BenchmarkRuns.LONG_RUNS + 1, BenchmarkRuns.POLES);
    lab.goTo(Page.POLES);
    Fx.waitUntil(
        "a million poles are drawn",
        120,
        () ->
            !lab.plots(PoleMapPlot.class).isEmpty()
                && lab.plots(PoleMapPlot.class).getFirst().isDrawn()
                && lab.plots(PoleMapPlot.class).getFirst().scene().now().size() > 0);
    PoleMapPlot map = lab.plots(PoleMapPlot.class).getFirst();
    Figures.print("poles", map.scene().now().size());
    new Hand(lab).zoomAndPan(map, NOTCHES, MOVES);
    LabRecording recording = LabRecording.start("lab-poles");
    new Hand(lab).zoomAndPan(map, NOTCHES, MOVES);
    return recording.stop();
  }

  private static LabRecording.Written curves(LabAtWork lab)
      throws IOException, InterruptedException {
    lab.showRuns(BenchmarkRuns.LONG_RUNS + 1, "");
    lab.goTo(Page.LIVE);
    LinePlot curves = lab.plots(LinePlot.class).getFirst();
    Fx.waitUntil(
        "all curves are drawn",
        120,
        () ->
            curves.isDrawn()
                && curves.pointsPerPixel() > BenchmarkRuns.LONG_STEPS / 2.0 / curves.getWidth());
    Thread.sleep(5000);
    new Hand(lab).zoomAndPan(curves, NOTCHES, MOVES);
    LabRecording recording = LabRecording.start("lab-curves");
    new Hand(lab).zoomAndPan(curves, NOTCHES, MOVES);
    return recording.stop();
  }

  private static void print(String what, LabRecording.Seen seen) {
    Figures.print(what + ".frames", seen.frames().count());
    Figures.print(what + ".median", seen.frames().median());
    Figures.print(what + ".quantile95", seen.frames().quantile(0.95));
    Figures.print(what + ".longestTask", seen.tasks().longest());
  }
}
