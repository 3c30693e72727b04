package org.statescope.analysis.checkpoint.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.analysis.checkpoint.CheckpointException;
import org.statescope.analysis.checkpoint.SmallModel;
import org.statescope.analysis.checkpoint.TensorSource;
import org.statescope.analysis.checkpoint.gguf.GgufFiles;
import org.statescope.analysis.checkpoint.torch.TorchFiles;

class CheckpointFilesTest {
  private final SmallModel model = new SmallModel(1).with("a", 2).with("b", 3);

  @TempDir private Path folder;

  private String format(Path path) throws IOException {
    try (TensorSource source = CheckpointFiles.open(path)) {
      assertEquals(2, source.tensors().size());
      return source.format();
    }
  }

  @Test
  void aFormatIsToldByTheFirstBytesAndNotByTheName() throws IOException {
    Path path = folder.resolve("weights.bin");
    model.writeTo(path);
    assertEquals("safetensors", format(path));
    TorchFiles.write(path, new SmallModel(1).with("a", 2).with("b", 3));
    assertEquals("PyTorch archive", format(path));
    GgufFiles.write(path, model);
    assertEquals("GGUF", format(path));
    assertEquals("GGUF", format(folder));
  }

  @Test
  void aFolderGivesItsModelAndARunFolderItsLatestCheckpoint() throws IOException {
    Path step = Files.createDirectories(folder.resolve("checkpoints/step-00000200"));
    Path old = Files.createDirectories(folder.resolve("checkpoints/step-00000100"));
    model.writeTo(step.resolve("model.safetensors"));
    new SmallModel(2).with("a", 1).writeTo(old.resolve("model.safetensors"));
    model.writeTo(step.resolve("optimizer.safetensors"));
    assertEquals("safetensors", format(folder));
    assertEquals("safetensors", format(step));
  }

  @Test
  void aFolderWithoutOneModelIsRefused() throws IOException {
    CheckpointException none =
        assertThrows(CheckpointException.class, () -> CheckpointFiles.open(folder));
    assertTrue(none.getMessage().contains("no files of weights"), none.getMessage());
    model.writeTo(folder.resolve("a.safetensors"));
    model.writeTo(folder.resolve("b.safetensors"));
    CheckpointException two =
        assertThrows(CheckpointException.class, () -> CheckpointFiles.open(folder));
    assertTrue(two.getMessage().contains("has 2 files of weights"), two.getMessage());
    assertThrows(
        NoSuchFileException.class, () -> CheckpointFiles.open(folder.resolve("absent.pt")));
  }

  @Test
  void aBarePickleIsToldFromOtherFiles() throws IOException {
    Path path =
        Files.write(folder.resolve("old.pt"), new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10, 1});
    CheckpointException e =
        assertThrows(CheckpointException.class, () -> CheckpointFiles.open(path));
    assertTrue(e.getMessage().contains("before 1.6"), e.getMessage());
  }

  @Test
  void shardsAreOpenedThroughTheirIndex() throws IOException {
    new SmallModel(1).with("a", 2).writeTo(folder.resolve("one.safetensors"));
    new SmallModel(1).with("b", 2).writeTo(folder.resolve("two.safetensors"));
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"a\": \"one.safetensors\", \"b\": \"two.safetensors\"}}");
    assertEquals("safetensors, 2 shards", format(folder));
  }
}
