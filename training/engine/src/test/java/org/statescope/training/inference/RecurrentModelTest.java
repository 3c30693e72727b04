package org.statescope.training.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.RandomModels;
import org.statescope.training.model.LanguageModel;
import org.statescope.training.plain.Golden;
import org.statescope.training.plain.Near;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.SsmStructure;

class RecurrentModelTest {
  /// Float32 beside float32, in another order of additions.
  private static final double AGREEMENT = 1e-4;

  private static final double GOLDEN_SINGLE = 2e-5;

  /// More than two chunks of the scans, and not a whole number of them.
  private static final int LENGTH = 71;

  /// Δ around 6, where companion forms are solved from the other end.
  private static final double LARGE_STEPS = 6;

  @TempDir private Path folder;

  static List<ModelConfiguration> everyStructure() {
    return RandomModels.configurations();
  }

  @ParameterizedTest
  @MethodSource("everyStructure")
  void tokenByTokenAgreesWithTheWholeSequence(ModelConfiguration model) throws IOException {
    check(model, 0);
  }

  @ParameterizedTest
  @MethodSource("everyStructure")
  void tokenByTokenAgreesAtLargeSteps(ModelConfiguration model) throws IOException {
    check(model, LARGE_STEPS);
  }

  private void check(ModelConfiguration model, double stepShift) throws IOException {
    try (CpuBackend backend = CpuBackend.create(1)) {
      LanguageModel whole = RandomModels.make(backend, model, LENGTH, stepShift);
      RandomModels.write(folder, model, RandomModels.weights(whole));
      int[] tokens = tokens(model.vocabularySize());
      System.arraycopy(tokens, 0, whole.tokens().inputs(), 0, LENGTH);
      whole.forward();
      RecurrentModel recurrent = RecurrentModel.load(ModelFolder.read(folder));
      for (int t = 0; t < LENGTH; t++) {
        float[] logits = recurrent.next(tokens[t]);
        for (int token = 0; token < logits.length; token++) {
          double expected = whole.logits().get(t, token);
          assertEquals(
              expected,
              logits[token],
              AGREEMENT * Math.max(1, Math.abs(expected)),
              "token " + token + " after " + t);
        }
      }
    }
  }

  static List<Path> goldenModels() throws IOException {
    return Stream.of(Golden.family("mamba_lm"), Golden.family("mamba2_lm"))
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("goldenModels")
  void modelsFromOutsideGiveTheirLogits(Path path) throws IOException {
    RecurrentModel model = RecurrentModel.load(ModelFolder.read(path));
    int vocabulary = model.configuration().vocabularySize();
    try (Golden golden = Golden.open(path.resolve("golden.safetensors"))) {
      long[] ids = golden.file().readLongs("input_ids");
      int length = golden.size("input_ids", 1);
      double[] logits = new double[ids.length * vocabulary];
      for (int i = 0; i < ids.length; i++) {
        if (i % length == 0) {
          model.reset();
        }
        float[] next = model.next((int) ids[i]);
        for (int token = 0; token < vocabulary; token++) {
          logits[i * vocabulary + token] = next[token];
        }
      }
      Near.assertNear(golden.values("f32.logits"), logits, GOLDEN_SINGLE, "logits");
    }
  }

  @Test
  void forgetsWhatItReadOnReset() throws IOException {
    ModelConfiguration model = RandomModels.small(SsmStructure.SO_MAMBA).build();
    RecurrentModel recurrent =
        RecurrentModel.load(ModelFolder.read(RandomModels.write(folder, model)));
    float first = recurrent.next(7)[3];
    float later = recurrent.next(7)[3];
    assertTrue(first != later, "the state has no effect");
    recurrent.reset();
    assertEquals(first, recurrent.next(7)[3]);
  }

  @Test
  void refusesTokensBeyondItsVocabulary() throws IOException {
    ModelConfiguration model = RandomModels.small(SsmStructure.MAMBA).build();
    RecurrentModel recurrent =
        RecurrentModel.load(ModelFolder.read(RandomModels.write(folder, model)));
    assertThrows(IllegalArgumentException.class, () -> recurrent.next(model.vocabularySize()));
    assertThrows(IllegalArgumentException.class, () -> recurrent.next(-1));
  }

  private static int[] tokens(int vocabulary) {
    SplittableRandom random = new SplittableRandom(5);
    return random.ints(LENGTH, 0, vocabulary).toArray();
  }
}
