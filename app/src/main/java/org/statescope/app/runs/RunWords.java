package org.statescope.app.runs;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.statescope.app.texts.Texts;
import org.statescope.app.workspace.RunReading;
import org.statescope.app.workspace.Standing;
import org.statescope.training.run.Command;
import org.statescope.training.run.RunStatus;

/// A run's reading in the words of the run list.
public final class RunWords {
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;

  private RunWords() {}

  /// The state in a word or two; a wish that the trainer has not yet obeyed comes first.
  public static String state(RunReading reading) {
    if (reading instanceof RunReading.Readable readable && readable.standing().isLive()) {
      Set<Command> pending = readable.pending();
      if (pending.contains(Command.STOP)) {
        return Texts.text("runs.state.stopping");
      }
      if (pending.contains(Command.PAUSE) && readable.standing() == Standing.RUNNING) {
        return Texts.text("runs.state.pausing");
      }
      if (pending.contains(Command.RESUME) && readable.standing() == Standing.PAUSED) {
        return Texts.text("runs.state.resuming");
      }
    }
    return Texts.text("runs.state." + reading.standing().name().toLowerCase(Locale.ROOT));
  }

  /// The state of a run that nothing was trained of: it waits, is starting, or was left alone.
  ///
  /// @param position among those that wait for its device
  static String waiting(OptionalInt position, boolean starting) {
    if (position.isPresent()) {
      return Texts.text("runs.state.waiting", position.getAsInt());
    }
    return Texts.text(starting ? "runs.state.queued" : "runs.state.notBegun");
  }

  /// Steps done of all, `1,250 / 2,000`.
  public static String steps(RunStatus status) {
    return String.format(Locale.ROOT, "%,d / %,d", status.lastStep(), status.totalSteps());
  }

  /// Share of the steps that is done, 0 to 1.
  public static double progress(RunStatus status) {
    return status.totalSteps() == 0 ? 0 : (double) status.lastStep() / status.totalSteps();
  }

  /// Tokens per second, `3.1k tok/s`.
  public static String speed(double tokensPerSecond) {
    if (tokensPerSecond <= 0) {
      return "";
    }
    return Texts.text(
        "runs.speed",
        tokensPerSecond < 1000
            ? String.format(Locale.ROOT, "%.0f", tokensPerSecond)
            : String.format(Locale.ROOT, "%.1fk", tokensPerSecond / 1000));
  }

  /// Best validation perplexity, `ppl 6.41`.
  public static String perplexity(RunStatus status) {
    OptionalDouble best = status.bestValidationPerplexity();
    return best.isPresent()
        ? Texts.text("runs.perplexity", String.format(Locale.ROOT, "%.3g", best.getAsDouble()))
        : "";
  }

  /// Time left, `4 min left`; empty while unknown.
  public static String timeLeft(OptionalDouble seconds) {
    if (seconds.isEmpty()) {
      return "";
    }
    double left = seconds.getAsDouble();
    if (left < MINUTE) {
      return Texts.text("runs.left.seconds", Math.round(left));
    }
    return left < HOUR
        ? Texts.text("runs.left.minutes", Math.round(left / MINUTE))
        : Texts.text("runs.left.hours", String.format(Locale.ROOT, "%.1f", left / HOUR));
  }

  /// Steps and best perplexity; while it trains, speed and time left in a second line.
  public static String numbers(RunReading.Readable readable) {
    RunStatus status = readable.status();
    String reached = joined(steps(status), perplexity(status));
    String pace =
        readable.standing() == Standing.RUNNING
            ? joined(speed(status.tokensPerSecond()), timeLeft(status.secondsLeft()))
            : "";
    return pace.isEmpty() ? reached : reached + "\n" + pace;
  }

  private static String joined(String... words) {
    return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining("  ·  "));
  }

  /// The line under a run's name: what it is at, or why it is not at anything.
  public static String detail(RunReading reading) {
    return switch (reading) {
      case RunReading.Unreadable unreadable -> unreadable.sentence();
      case RunReading.Readable readable -> detail(readable);
    };
  }

  private static String detail(RunReading.Readable readable) {
    RunStatus status = readable.status();
    String reason = status.reason();
    return switch (readable.standing()) {
      case CRASHED -> Texts.text("runs.crashed");
      case FAILED -> reason == null ? Texts.text("runs.failedWithoutReason") : reason;
      case PREPARING, STOPPED -> reason == null ? "" : reason;
      case QUEUED, RUNNING, PAUSED, FINISHED, UNREADABLE -> "";
    };
  }
}
