package org.statescope.app.benchmark;

import java.io.IOException;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.LinePlot;
import org.statescope.app.plot.PoleMapPlot;
import org.statescope.app.window.Page;

/// The process that watches eight runs train while a user scrubs, changes pages and zooms; prints
/// how long the JavaFX thread was taken at a time.
final class LiveScript {
  private static final int ROUNDS = 2;
  private static final int MOVES = 60;
  private static final int LOOK_MILLISECONDS = 1200;

  private final LabAtWork lab;
  private final Hand hand;

  private LiveScript(LabAtWork lab) {
    this.lab = lab;
    this.hand = new Hand(lab);
  }

  public static void main(String[] arguments) {
    LabAtWork.run(arguments, lab -> new LiveScript(lab).run());
  }

  private void run() throws IOException, InterruptedException {
    lab.showRuns(LiveTraining.RUNS, LiveTraining.LIVE);
    lab.goTo(Page.LIVE);
    Fx.waitUntil(
        "curves are drawn",
        60,
        () -> lab.plots(LinePlot.class).stream().findFirst().filter(LinePlot::isDrawn).isPresent());
    visitAll();
    LabRecording later = LabRecording.start("lab-live");
    for (int round = 0; round < ROUNDS; round++) {
      visitAll();
    }
    LabRecording.Written settled = later.stop();
    LabRecording.Seen seen = settled.read();
    Figures.print("tasks", seen.tasks().count());
    Figures.print("longest", seen.tasks().longest());
    Figures.print("quantile999", seen.tasks().quantile(0.999));
    Figures.print("over50", seen.tasks().longerThan(LabBenchmark.LONGEST_TASK));
    Figures.print("frame", seen.frames().median());
  }

  private void visitAll() throws InterruptedException {
    lab.goTo(Page.LIVE);
    Thread.sleep(LOOK_MILLISECONDS);
    LinePlot curves = lab.plots(LinePlot.class).getFirst();
    hand.scrub(curves, MOVES);
    hand.zoomAndPan(curves, MOVES / 4, MOVES / 2);
    lab.goTo(Page.POLES);
    Thread.sleep(LOOK_MILLISECONDS);
    hand.slide(MOVES);
    hand.zoomAndPan(lab.plots(PoleMapPlot.class).getFirst(), MOVES / 4, MOVES / 2);
    for (Page page : new Page[] {Page.STRUCTURE, Page.TOKENS, Page.COMPARE, Page.START}) {
      lab.goTo(page);
      Thread.sleep(LOOK_MILLISECONDS);
      hand.slide(MOVES / 4);
    }
    lab.shortcut("Alt+End");
  }
}
