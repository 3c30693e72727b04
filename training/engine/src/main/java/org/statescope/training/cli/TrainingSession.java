package org.statescope.training.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.ProcessIdentity;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunLock;
import org.statescope.training.run.RunProvenance;
import org.statescope.training.run.RunState;
import org.statescope.training.run.TextFingerprint;
import org.statescope.training.run.TokenizerFile;
import org.statescope.training.tensor.DeviceException;
import org.statescope.training.text.corpus.PreparationCancelledException;
import org.statescope.training.trainer.ProgramFactory;
import org.statescope.training.trainer.RunLog;
import org.statescope.training.trainer.Trainer;
import org.statescope.training.trainer.TrainingOutcome;
import org.statescope.training.trainer.TrainingProgram;

/// Trains one run folder in this process: takes its lock, reads its text, makes its program and
/// runs the loop, until the end or until the process is asked to end.
final class TrainingSession {
  private final RunFolder folder;
  private final ProgramFactory programs;
  private final PrintWriter out;
  private final PrintWriter err;
  private final @Nullable Integer threads;

  TrainingSession(RunFolder folder, ProgramFactory programs, PrintWriter out, PrintWriter err) {
    this(folder, programs, out, err, null);
  }

  /// @param threads for a run that begins, if they were given; a resumed run keeps its own
  TrainingSession(
      RunFolder folder,
      ProgramFactory programs,
      PrintWriter out,
      PrintWriter err,
      @Nullable Integer threads) {
    this.folder = folder;
    this.programs = programs;
    this.out = out;
    this.err = err;
    this.threads = threads;
  }

  /// @param text the run's text if it was read already
  /// @param changes what the run does otherwise from now on
  int run(@Nullable TrainingText text, RunChanges changes) throws IOException {
    try (RunLock lock = folder.lock();
        RunLog log = RunLog.open(folder.path());
        Interruption interruption = Interruption.watch(out)) {
      folder.discardCommandsBefore(startOfProcess());
      RunConfiguration configuration = configuration(changes);
      if (isComplete(configuration)) {
        out.printf("All %d steps are done: name more --steps to go on.%n", configuration.steps());
        return ExitCode.OK;
      }
      try {
        return tell(train(configuration, text, log, interruption), interruption);
      } catch (PreparationCancelledException e) {
        out.printf(
            "Stopped before the text was ready; go on with: statescope resume %s%n", folder.path());
        return stopped(interruption);
      } catch (DeviceWaitCancelledException e) {
        out.printf("%s; go on with: statescope resume %s%n", e.sentence(), folder.path());
        return stopped(interruption);
      }
    }
  }

  private TrainingOutcome train(
      RunConfiguration configuration,
      @Nullable TrainingText given,
      RunLog log,
      Interruption interruption)
      throws IOException {
    ProgressLine line = new ProgressLine(out, configuration.name());
    try {
      TrainingText text = given == null ? prepare(configuration, line, log, interruption) : given;
      RunProvenance provenance = provenance(text, log);
      try (DeviceTurn turn = DeviceTurn.await(folder, configuration, interruption, out);
          TrainingProgram program = programs.create(configuration, provenance.threads())) {
        if (threads == null && Devices.leavesThreadsOpen(provenance.threads())) {
          program.tune(log::write);
        }
        out.printf("Run folder %s%n", folder.path());
        out.flush();
        Trainer trainer = new Trainer(folder, configuration, program, text.data(), log, line);
        interruption.stops(trainer::requestStop);
        return trainer.run();
      }
    } catch (PreparationCancelledException e) {
      log.write("Stopped while the text was prepared.");
      RunStatuses.write(folder, configuration, RunState.STOPPED, null);
      throw e;
    } catch (DeviceWaitCancelledException e) {
      log.write(e.sentence());
      RunStatuses.write(folder, configuration, RunState.STOPPED, null);
      throw e;
    } catch (IOException | IllegalArgumentException | DeviceException e) {
      log.write("The run could not begin.", e);
      RunStatuses.write(folder, configuration, RunState.FAILED, Sentences.of(e));
      throw e;
    }
  }

  private TrainingText prepare(
      RunConfiguration configuration, ProgressLine line, RunLog log, Interruption interruption)
      throws IOException {
    TokenizerFile tokenizer = null;
    if (!configuration.text().isBytes()) {
      if (!Files.exists(folder.tokenizer())) {
        folder.keepTokenizer(TokenizerFile.read(configuration.text().tokenizer()).path());
      }
      tokenizer = TokenizerFile.read(folder.tokenizer());
    }
    return TrainingText.read(
        configuration,
        tokenizer,
        new TextProgress(folder, configuration, line, interruption),
        notice -> {
          log.write(notice);
          out.println(notice);
        });
  }

  private RunConfiguration configuration(RunChanges changes) throws IOException {
    RunConfiguration configuration = folder.configuration();
    long done = folder.latestCheckpoint().map(last -> last.step()).orElse(0L);
    RunConfiguration changed = changes.applyTo(configuration, done);
    if (!changed.equals(configuration)) {
      folder.changeConfiguration(changed);
    }
    return changed;
  }

  private boolean isComplete(RunConfiguration configuration) throws IOException {
    boolean finished = folder.status().state() == RunState.FINISHED;
    return finished
        && folder.latestCheckpoint().map(last -> last.step()).orElse(0L) == configuration.steps();
  }

  /// Writes down what surrounds the run, or checks that a resumed run has the text it began with.
  private RunProvenance provenance(TrainingText text, RunLog log) throws IOException {
    for (String leftOut : text.corpus().leftOut()) {
      log.write("Left out of the text, because it is not UTF-8: " + leftOut);
    }
    if (!text.corpus().leftOut().isEmpty()) {
      out.printf(
          "%d files of the folder are not UTF-8 text and were left out; log.txt lists them.%n",
          text.corpus().leftOut().size());
    }
    TextFingerprint present = text.corpus().fingerprint();
    RunProvenance known = folder.manifest().provenance();
    if (known == null) {
      known =
          new RunProvenance(
              BuildFacts.versions(),
              Devices.description(folder.configuration().device()),
              threads == null ? Devices.threads() : threads,
              present);
      folder.recordProvenance(known);
    } else {
      text.requireTextOf(folder, known);
    }
    return known;
  }

  private int tell(TrainingOutcome outcome, Interruption interruption) {
    return switch (outcome) {
      case TrainingOutcome.Finished(long step) -> {
        out.printf("Finished after %d steps.%n", step);
        yield ExitCode.OK;
      }
      case TrainingOutcome.Stopped(long step) -> {
        out.printf(
            "Stopped at step %d with a checkpoint; go on with: statescope resume %s%n",
            step, folder.path());
        yield stopped(interruption);
      }
      case TrainingOutcome.Failed failed -> {
        err.println(failed.sentence());
        yield ExitCode.RUN_FAILED;
      }
    };
  }

  private static int stopped(Interruption interruption) {
    return interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.OK;
  }

  private static Instant startOfProcess() {
    return ProcessIdentity.current().start();
  }
}
