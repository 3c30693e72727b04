package org.statescope.training.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import org.statescope.training.trainer.StepReport;
import org.statescope.training.trainer.TrainerEvents;
import org.statescope.training.trainer.TrainingOutcome;

/// One line about the run: loss, perplexity, speed and time left.
final class ProgressLine implements TrainerEvents {
  private final StatusLine line;
  private final String name;
  private OptionalDouble validationLoss = OptionalDouble.empty();

  ProgressLine(PrintWriter out, String name) {
    line = new StatusLine(out);
    this.name = name;
  }

  /// Shows how far the text is, before the first step.
  void preparing(String sentence) {
    if (line.isDue()) {
      line.show("%s  %s".formatted(name, sentence));
    }
  }

  @Override
  public void stepDone(StepReport report) {
    if (report.step() == report.totalSteps() || line.isDue()) {
      line.show(words(report));
    }
  }

  @Override
  public void evaluated(long step, double loss) {
    validationLoss = OptionalDouble.of(loss);
  }

  @Override
  public void paused(long step) {
    line.show("%s  step %d  paused".formatted(name, step));
  }

  @Override
  public void ended(TrainingOutcome outcome) {
    line.end();
  }

  private String words(StepReport report) {
    String validation =
        validationLoss.isPresent()
            ? number("  validation perplexity %.3f", Math.exp(validationLoss.getAsDouble()))
            : "";
    return "%s  step %d/%d".formatted(name, report.step(), report.totalSteps())
        + number("  loss %.4f", report.loss())
        + number("  perplexity %.3f", Math.exp(report.loss()))
        + validation
        + number("  %.0f tokens/s", report.tokensPerSecond())
        + timeLeft(report.secondsLeft());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String timeLeft(OptionalDouble secondsLeft) {
    if (secondsLeft.isEmpty()) {
      return "";
    }
    return "  %s left".formatted(StatusLine.duration(secondsLeft.getAsDouble()));
  }
}
