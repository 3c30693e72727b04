package org.statescope.training.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.OptionalDouble;
import org.statescope.training.run.Command;
import org.statescope.training.run.ProcessIdentity;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.RunStatus;
import org.statescope.training.text.corpus.PreparationCancelledException;
import org.statescope.training.text.corpus.PreparationMonitor;

/// Tells the terminal and the run's status how far the text is, and ends its preparation when the
/// user stops the run.
final class TextProgress implements PreparationMonitor {
  private static final long INTERVAL_NANOS = 500_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;

  /// Below this share the time that is left is a guess.
  private static final double SMALLEST_SHARE_TO_EXTRAPOLATE = 0.01;

  private final RunFolder folder;
  private final RunConfiguration configuration;
  private final ProgressLine line;
  private final Interruption interruption;
  private final long begin = System.nanoTime();
  private long lastTold = begin;
  private boolean told;

  TextProgress(
      RunFolder folder,
      RunConfiguration configuration,
      ProgressLine line,
      Interruption interruption) {
    this.folder = folder;
    this.configuration = configuration;
    this.line = line;
    this.interruption = interruption;
  }

  @Override
  public void progress(Stage stage, double share) throws IOException {
    if (interruption.happened()) {
      throw new PreparationCancelledException();
    }
    long now = System.nanoTime();
    if (told && now - lastTold < INTERVAL_NANOS) {
      return;
    }
    told = true;
    lastTold = now;
    if (folder.pendingCommands().contains(Command.STOP)) {
      folder.obey(Command.STOP);
      throw new PreparationCancelledException();
    }
    folder.writeStatus(status(stage, share, (now - begin) / NANOS_PER_SECOND));
    line.preparing(sentence(stage, share));
  }

  private String sentence(Stage stage, double share) {
    String words = "%s the text %s".formatted(stage.words(), configuration.text().label());
    return stage == Stage.WAITING
        ? words
        : "%s, %d %%".formatted(words, (int) Math.floor(100 * share));
  }

  private RunStatus status(Stage stage, double share, double seconds) throws IOException {
    RunStatus old = folder.status();
    return new RunStatus(
        RunState.PREPARING_TEXT,
        Instant.now(),
        ProcessIdentity.current(),
        old.lastStep(),
        configuration.steps(),
        0,
        OptionalDouble.empty(),
        old.trainLoss(),
        old.bestValidationLoss(),
        configuration.device(),
        sentence(stage, share) + timeLeft(share, seconds));
  }

  private static String timeLeft(double share, double seconds) {
    return share < SMALLEST_SHARE_TO_EXTRAPOLATE
        ? ""
        : ", about %d s left".formatted(Math.round(seconds / share * (1 - share)));
  }
}
