package org.statescope.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointChoiceTest {
  @TempDir private Path folder;
  private RunFolder run;

  @BeforeEach
  void makeRun() throws IOException {
    run = RunFolder.createAt(folder.resolve("run"), Presets.get("mamba-tiny"));
  }

  private void write(long step, Map<String, ?> state) throws IOException {
    run.newCheckpoint(step, aside -> RunJson.write(aside.resolve("state.json"), state));
  }

  private CheckpointChoice.Chosen choose(String which) throws IOException {
    return CheckpointChoice.of(which).in(run);
  }

  @Test
  void bestIsTheFirstWithTheLowestLoss() throws IOException {
    write(10, Map.of("validation_loss", 3.5, "best_validation_loss", 3.5));
    write(20, Map.of("validation_loss", 1.25, "best_validation_loss", 1.25));
    write(25, Map.of("best_validation_loss", 1.25));
    write(30, Map.of("validation_loss", 1.25, "best_validation_loss", 1.25));
    assertEquals(20, choose("best").checkpoint().step());
    assertTrue(choose("best").remark().isEmpty());
    assertEquals(30, choose("last").checkpoint().step());
    assertEquals(25, choose("25").checkpoint().step());
  }

  @Test
  void aLowerLossWithoutACheckpointIsTold() throws IOException {
    write(10, Map.of("validation_loss", 2.5, "best_validation_loss", 2.0));
    write(20, Map.of("validation_loss", 2.25, "best_validation_loss", 1.75));
    assertEquals(20, choose("best").checkpoint().step());
    assertEquals(
        "The run's lowest validation loss, 1.7500, was at a step of which no checkpoint is kept;"
            + " the best one that is kept is of step 20 with 2.2500.",
        choose("best").remark().orElseThrow());
    assertTrue(choose("last").remark().isEmpty());
  }

  @Test
  void whatIsNotThereIsOneSentence() throws IOException {
    refused("best", "has no checkpoint yet");
    write(10, Map.of());
    write(20, Map.of());
    refused("best", "was validated, so none is the best: choose last or one of 10, 20.");
    refused("7", "no checkpoint of step 7: choose best, last or one of 10, 20.");
    assertThrows(IllegalArgumentException.class, () -> CheckpointChoice.of("newest"));
  }

  private void refused(String which, String part) {
    RunFolderException refused = assertThrows(RunFolderException.class, () -> choose(which));
    assertTrue(String.valueOf(refused.getMessage()).contains(part), refused::getMessage);
  }

  @Test
  void aCheckpointThatAUserRemovedIsNotTheBest() throws IOException {
    write(10, Map.of("validation_loss", 1.5, "best_validation_loss", 1.5));
    write(20, Map.of("validation_loss", 2.0, "best_validation_loss", 1.5));
    run.removeCheckpoint(choose("10").checkpoint());
    assertEquals(20, choose("best").checkpoint().step());
    assertTrue(choose("best").remark().isPresent());
    assertTrue(Files.exists(choose("best").checkpoint().path()));
  }
}
