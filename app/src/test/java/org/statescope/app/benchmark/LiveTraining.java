package org.statescope.app.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.statescope.app.plot.SampleRuns;
import org.statescope.training.run.Presets;
import org.statescope.training.run.ProcessIdentity;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.event.EventWriter;
import org.statescope.training.run.event.Tags;

/// Run folders that are written as trainers write them: twenty steps a second, each a record of the
/// event file; validation and pole snapshots as often as the preset says; a heartbeat each second.
/// The numbers are made up: a trainer's own work would only take the processors away.
final class LiveTraining implements AutoCloseable {
  static final String LIVE = "live";
  static final int RUNS = 8;
  private static final int STEPS_PER_SECOND = 20;
  private static final long HISTORY = 2000;

  private final List<Thread> trainers = new ArrayList<>();
  private volatile boolean over;

  static LiveTraining start(Path root) throws IOException {
    LiveTraining training = new LiveTraining();
    for (int seed = 0; seed < RUNS; seed++) {
      String preset = seed % 2 == 0 ? "mamba-tiny" : "sc-mamba-tiny";
      RunConfiguration configuration =
          Presets.get(preset).toBuilder().name(LIVE + " " + seed).steps(100_000).seed(seed).build();
      RunFolder folder = RunFolder.create(root, configuration);
      SampleRuns.appendScalars(folder, 1, HISTORY, seed);
      SampleRuns.writeDynamics(folder, seed, history(configuration.dynamicsEvery()));
      beat(folder, configuration, HISTORY);
      int number = seed;
      training.trainers.add(
          Thread.ofPlatform()
              .daemon()
              .name("trainer-" + seed)
              .start(() -> training.train(folder, configuration, number)));
    }
    return training;
  }

  private static long[] history(long every) {
    return java.util.stream.LongStream.rangeClosed(0, HISTORY / every)
        .map(each -> each * every)
        .toArray();
  }

  private void train(RunFolder folder, RunConfiguration configuration, int seed) {
    Random random = new Random(seed);
    try (EventWriter writer = EventWriter.open(folder.path())) {
      for (long step = HISTORY + 1; !over; step++) {
        double loss = 1.6 + 0.05 * seed + 20.0 / step + 0.08 * random.nextGaussian();
        writer.scalars(step, Instant.now(), training(loss, random));
        if (step % configuration.evaluateEvery() == 0) {
          writer.scalars(step, Instant.now(), validation(loss + 0.03));
        }
        if (step % configuration.dynamicsEvery() == 0) {
          SampleRuns.writeDynamics(folder, seed, step);
        }
        if (step % STEPS_PER_SECOND == 0) {
          beat(folder, configuration, step);
        }
        Thread.sleep(1000 / STEPS_PER_SECOND);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Double> training(double loss, Random random) {
    return Map.of(
        Tags.TRAIN_LOSS,
        loss,
        Tags.TRAIN_PERPLEXITY,
        Math.exp(loss),
        Tags.LEARNING_RATE,
        3e-3,
        Tags.GRADIENT_NORM,
        Math.exp(0.4 * random.nextGaussian()),
        Tags.TOKENS_PER_SECOND,
        5200 + 150 * random.nextGaussian());
  }

  private static Map<String, Double> validation(double loss) {
    return Map.of(Tags.VALIDATION_LOSS, loss, Tags.VALIDATION_PERPLEXITY, Math.exp(loss));
  }

  private static void beat(RunFolder folder, RunConfiguration configuration, long step)
      throws IOException {
    folder.writeStatus(
        org.statescope.app.sample.SampleRuns.status(
            configuration, RunState.RUNNING, ProcessIdentity.current(), step, 1.5));
  }

  @Override
  public void close() {
    over = true;
    for (Thread trainer : trainers) {
      try {
        trainer.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
