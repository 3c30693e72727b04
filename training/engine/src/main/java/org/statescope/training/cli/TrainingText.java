package org.statescope.training.cli;

import java.io.IOException;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.text.Corpus;
import org.statescope.training.text.CorpusReader;
import org.statescope.training.text.SplitText;
import org.statescope.training.text.TrainingBatches;
import org.statescope.training.text.ValidationBatches;
import org.statescope.training.trainer.TrainingData;

/// A run's text, read and checked against the run's sizes.
record TrainingText(Corpus corpus, TrainingData data) {

  /// @throws org.statescope.training.text.TextException in one sentence, if the run cannot learn
  ///   from its text
  static TrainingText read(RunConfiguration run) throws IOException {
    Corpus corpus = CorpusReader.read(run.text());
    SplitText split = SplitText.of(corpus, run.text().validationFraction(), run.length());
    TrainingData data =
        new TrainingData(
            new TrainingBatches(split, run.batch(), run.length(), run.seed()),
            ValidationBatches.of(split, run.batch(), run.length(), run.evaluationBatches()));
    return new TrainingText(corpus, data);
  }
}
