package org.statescope.training.run.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.analysis.design.BoundKind;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.analysis.design.Prediction;

class DesignHistoryTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    DesignHistory history = DesignHistory.NONE.with(stage(12)).with(stage(-1));
    history.writeTo(folder);
    assertEquals(history, DesignHistory.of(folder));
  }

  @Test
  void aModelWithoutTheFileWasNeverEdited() throws IOException {
    assertEquals(DesignHistory.NONE, DesignHistory.of(folder));
  }

  @Test
  void aDamagedFileIsOneSentence() throws IOException {
    for (String text :
        List.of("{", "{}", "{\"stages\":[{}]}", "{\"stages\":[{\"edits\":[{\"edit\":1}]}]}")) {
      Files.writeString(folder.resolve(DesignHistory.FILE_NAME), text);
      DesignFileException failure =
          assertThrows(DesignFileException.class, () -> DesignHistory.of(folder), text);
      String sentence = String.valueOf(failure.getMessage());
      assertEquals(1, sentence.lines().count(), sentence);
      assertTrue(sentence.contains(DesignHistory.FILE_NAME), sentence);
    }
    Files.writeString(folder.resolve(DesignHistory.FILE_NAME), "{\"format\":2,\"stages\":[]}");
    assertTrue(
        String.valueOf(
                assertThrows(DesignFileException.class, () -> DesignHistory.of(folder))
                    .getMessage())
            .contains("newer"));
  }

  private static DesignStage stage(long step) {
    PoleEdits edits = PoleEditsFileTest.EVERY_KIND;
    EditOutcome outcome =
        new EditOutcome(
            3,
            4,
            List.of(1, 2),
            List.of(
                new SystemPrediction(
                    0,
                    new Prediction.Finite(
                        0.1, Double.POSITIVE_INFINITY, 1.0 / 3, BoundKind.HANKEL_SUM),
                    OptionalDouble.of(0.7)),
                new SystemPrediction(
                    2, new Prediction.Unlimited("It is not stable."), OptionalDouble.empty())));
    return new DesignStage(
        Instant.parse("2026-01-02T03:04:05Z"),
        "runs/one/checkpoints/step-00000012",
        "ab12",
        step < 0 ? OptionalLong.empty() : OptionalLong.of(step),
        edits,
        Collections.nCopies(edits.size(), outcome),
        step < 0 ? OptionalDouble.empty() : OptionalDouble.of(1e-7));
  }
}
