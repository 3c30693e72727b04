package org.statescope.analysis.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardedCheckpointTest {
  @TempDir private Path folder;
  private final SmallModel first = new SmallModel(1).with("a", 3);
  private final SmallModel second = new SmallModel(2).with("b", 2, 2);

  @BeforeEach
  void writeShards() throws IOException {
    first.writeTo(folder.resolve("one.safetensors"));
    second.writeTo(folder.resolve("two.safetensors"));
  }

  private ShardedCheckpoint open(String index) throws IOException {
    Path path = Files.writeString(folder.resolve("model.safetensors.index.json"), index);
    return ShardedCheckpoint.open(path, SafetensorsFile::open);
  }

  @Test
  void tensorsAreFoundInTheShardsThatTheIndexNames() throws IOException {
    try (ShardedCheckpoint checkpoint =
        open(
            """
            {"metadata": {"total_size": 28, "more": [1, {"weight_map": 2}]},
             "weight_map": {"a": "one.safetensors", "b": "two.safetensors"}}
            """)) {
      assertEquals(2, checkpoint.tensors().size());
      assertEquals("safetensors, 2 shards", checkpoint.format());
      assertEquals(second.values("b")[3], checkpoint.entry("b").doubles()[3]);
      assertThrows(IllegalArgumentException.class, () -> checkpoint.entry("c"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{`|not valid JSON",
        "[]|not a JSON object",
        "{}|no weight_map",
        "{\"weight_map\": []}|not a JSON object",
        "{\"weight_map\": {\"a\": 1}}|no file beside it",
        "{\"weight_map\": {\"a\": \"../one.safetensors\"}}|no file beside it",
        "{\"weight_map\": {\"a\": \"/etc/passwd\"}}|no file beside it",
        "{\"weight_map\": {\"a\": \"one.safetensors\", \"a\": \"two.safetensors\"}}|uplicate",
        "{\"weight_map\": {\"a\": \"one.safetensors\", \"c\": \"one.safetensors\"}}|lacks the"
            + " tensor 'c'",
        "{\"weight_map\": {\"a\": \"two.safetensors\"}}|does not place there",
      })
  void anIndexThatLiesIsRefused(String index, String reason) {
    CheckpointException e = assertThrows(CheckpointException.class, () -> open(index));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  @Test
  void aShardThatIsNotThereIsAnIoFailure() {
    assertThrows(IOException.class, () -> open("{\"weight_map\": {\"a\": \"three.safetensors\"}}"));
  }
}
