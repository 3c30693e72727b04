package org.statescope.training.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import org.statescope.training.trainer.StepReport;
import org.statescope.training.trainer.TrainerEvents;
import org.statescope.training.trainer.TrainingOutcome;

/// One line about the run: loss, perplexity, speed and time left. On a terminal the line is written
/// over in place; in a file or pipe a new one comes every few seconds.
final class ProgressLine implements TrainerEvents {
  private static final long TERMINAL_NANOS = 100_000_000L;
  private static final long FILE_NANOS = 10_000_000_000L;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int SECONDS_PER_HOUR = 3600;

  private final PrintWriter out;
  private final String name;
  private final boolean terminal;
  private long lastShown;
  private boolean shownBefore;
  private OptionalDouble validationLoss = OptionalDouble.empty();
  private int lastWidth;

  ProgressLine(PrintWriter out, String name) {
    this.out = out;
    this.name = name;
    Console console = System.console();
    terminal = console != null && console.isTerminal();
  }

  /// Shows how far the text is, before the first step.
  void preparing(String sentence) {
    long now = System.nanoTime();
    if (!terminal && shownBefore && now - lastShown < FILE_NANOS) {
      return;
    }
    shownBefore = true;
    lastShown = now;
    show("%s  %s".formatted(name, sentence));
  }

  @Override
  public void stepDone(StepReport report) {
    long now = System.nanoTime();
    boolean last = report.step() == report.totalSteps();
    long interval = terminal ? TERMINAL_NANOS : FILE_NANOS;
    if (!last && shownBefore && now - lastShown < interval) {
      return;
    }
    shownBefore = true;
    lastShown = now;
    show(line(report));
  }

  @Override
  public void evaluated(long step, double loss) {
    validationLoss = OptionalDouble.of(loss);
  }

  @Override
  public void paused(long step) {
    show("%s  step %d  paused".formatted(name, step));
  }

  @Override
  public void ended(TrainingOutcome outcome) {
    if (terminal && shownBefore) {
      out.println();
    }
    out.flush();
  }

  private String line(StepReport report) {
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
    long seconds = Math.round(secondsLeft.getAsDouble());
    if (seconds >= SECONDS_PER_HOUR) {
      return "  %d h %02d min left"
          .formatted(seconds / SECONDS_PER_HOUR, seconds % SECONDS_PER_HOUR / SECONDS_PER_MINUTE);
    }
    return "  %d min %02d s left"
        .formatted(seconds / SECONDS_PER_MINUTE, seconds % SECONDS_PER_MINUTE);
  }

  private void show(String line) {
    if (terminal) {
      out.print("\r" + line + " ".repeat(Math.max(0, lastWidth - line.length())));
      lastWidth = line.length();
    } else {
      out.println(line);
    }
    out.flush();
  }
}
