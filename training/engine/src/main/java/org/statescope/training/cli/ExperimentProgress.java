package org.statescope.training.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import org.statescope.training.experiment.ExperimentEvents;
import org.statescope.training.experiment.PlannedRun;
import org.statescope.training.run.RunStatus;

/// One line about the run that trains and the time left for all: written over in place on a
/// terminal, a new one every few seconds elsewhere.
final class ExperimentProgress implements ExperimentEvents {
  private final StatusLine line;
  private final PrintWriter out;
  private final int runs;

  ExperimentProgress(PrintWriter out, int runs) {
    this.out = out;
    this.runs = runs;
    line = new StatusLine(out);
  }

  @Override
  public void progress(int number, PlannedRun run, RunStatus status, OptionalDouble secondsLeft) {
    if (line.isDue()) {
      line.show(
          "%d/%d %s  %s".formatted(number, runs, run.name(), standing(status))
              + (secondsLeft.isPresent()
                  ? "  %s left in all".formatted(StatusLine.duration(secondsLeft.getAsDouble()))
                  : ""));
    }
  }

  private static String standing(RunStatus status) {
    String steps = "step %d/%d".formatted(status.lastStep(), status.totalSteps());
    String loss =
        status.trainLoss().isPresent()
            ? String.format(Locale.ROOT, "  loss %.4f", status.trainLoss().getAsDouble())
            : "";
    String best =
        status.bestValidationPerplexity().isPresent()
            ? String.format(
                Locale.ROOT,
                "  best validation perplexity %.3f",
                status.bestValidationPerplexity().getAsDouble())
            : "";
    String speed = String.format(Locale.ROOT, "  %.0f tokens/s", status.tokensPerSecond());
    return steps + loss + best + speed;
  }

  @Override
  public void ended(int number, PlannedRun run, String sentence) {
    line.end();
    out.printf("%d/%d %s  %s%n", number, runs, run.name(), sentence);
    out.flush();
  }
}
