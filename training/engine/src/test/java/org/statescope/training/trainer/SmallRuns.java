package org.statescope.training.trainer;

import java.io.IOException;
import java.nio.file.Path;
import org.statescope.training.run.BatchOrder;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.TextConfiguration;
import org.statescope.training.text.Corpora;
import org.statescope.training.text.Corpus;
import org.statescope.training.text.SplitText;
import org.statescope.training.text.TrainingBatches;
import org.statescope.training.text.ValidationBatches;
import org.statescope.training.text.cache.TokenCache;
import org.statescope.training.text.corpus.PreparationMonitor;

/// Runs of the bigram model on the bundled book, a second or less each.
final class SmallRuns {
  private SmallRuns() {}

  static RunConfiguration configuration(long steps) {
    RunConfiguration preset = Presets.get("mamba-tiny");
    return preset.toBuilder()
        .optimizer(preset.optimizer().withLearningRate(5.0).withWarmupSteps(3))
        .text(TextConfiguration.bytesOf(TextConfiguration.MOBY_DICK))
        .batch(2)
        .length(16)
        .steps(steps)
        .evaluateEvery(10)
        .evaluationBatches(2)
        .checkpointEvery(8)
        .keepCheckpoints(0)
        .dynamicsEvery(5)
        .build();
  }

  static TrainingData data(RunConfiguration run) throws IOException {
    TokenCache none = new TokenCache(Path.of("not-used"), notice -> {});
    Corpus corpus = Corpora.read(run.text(), null, none, PreparationMonitor.NONE);
    SplitText text = SplitText.of(corpus, 0.05, run.length());
    return new TrainingData(
        TrainingBatches.of(BatchOrder.SHUFFLED, text, run.batch(), run.length(), run.seed()),
        ValidationBatches.of(text, run.batch(), run.length(), run.evaluationBatches()));
  }

  static TrainingOutcome train(RunFolder folder) throws IOException {
    return train(folder, new TrainerEvents() {});
  }

  static TrainingOutcome train(RunFolder folder, TrainerEvents events) throws IOException {
    try (BigramProgram program = new BigramProgram(folder.configuration())) {
      return train(folder, program, events);
    }
  }

  static TrainingOutcome train(RunFolder folder, TrainingProgram program, TrainerEvents events)
      throws IOException {
    RunConfiguration run = folder.configuration();
    try (RunLog log = RunLog.open(folder.path())) {
      return new Trainer(folder, run, program, data(run), log, events).run();
    }
  }

  static RunFolder create(Path runs, RunConfiguration run) throws IOException {
    return RunFolder.create(runs, run);
  }
}
