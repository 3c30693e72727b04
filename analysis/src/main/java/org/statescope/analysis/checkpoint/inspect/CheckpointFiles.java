package org.statescope.analysis.checkpoint.inspect;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.statescope.analysis.checkpoint.CheckpointException;
import org.statescope.analysis.checkpoint.MappedFile;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.analysis.checkpoint.ShardedCheckpoint;
import org.statescope.analysis.checkpoint.TensorSource;
import org.statescope.analysis.checkpoint.gguf.GgufFile;
import org.statescope.analysis.checkpoint.torch.TorchArchive;

/// Opens a checkpoint of any format that is known, told by the file's first bytes and not by its
/// name.
public final class CheckpointFiles {
  private static final int GGUF = 0x46554747;
  private static final int ZIP = 0x04034b50;
  private static final int PICKLE = 0x80;
  private static final int LAST_PICKLE_PROTOCOL = 5;

  private static final ValueLayout.OfInt LITTLE_ENDIAN_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// What a model's weights are called, before anything else in the same folder.
  private static final List<String> USUAL_NAMES =
      List.of(
          "model.safetensors.index.json",
          "model.safetensors",
          "pytorch_model.bin.index.json",
          "pytorch_model.bin");

  private static final Pattern WEIGHTS = Pattern.compile(".*\\.(?:safetensors|bin|pt|pth|gguf)");
  private static final Pattern STEP = Pattern.compile("step-\\d+");

  private CheckpointFiles() {}

  /// Opens a file, an index of shards, a folder with a model, or the latest checkpoint of a run
  /// folder.
  ///
  /// @throws CheckpointException in a sentence if there is no checkpoint or it is not valid
  /// @throws IOException if the file cannot be read
  public static TensorSource open(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    Path file = Files.isDirectory(path) ? within(path) : path;
    return file.toString().endsWith(".index.json")
        ? ShardedCheckpoint.open(file, CheckpointFiles::openFile)
        : openFile(file);
  }

  private static TensorSource openFile(Path file) throws IOException {
    int start = start(file);
    if (start == GGUF) {
      return GgufFile.open(file);
    }
    if (start == ZIP) {
      return TorchArchive.open(file);
    }
    if ((start & 0xff) == PICKLE
        && (start >> 8 & 0xff) <= LAST_PICKLE_PROTOCOL
        && start >> 16 != 0) {
      throw new CheckpointException(
          file,
          "it is a bare pickle, as PyTorch before 1.6 wrote them; load it and save it again with a"
              + " newer one");
    }
    return SafetensorsFile.open(file);
  }

  private static int start(Path file) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = MappedFile.map(file, arena);
      return bytes.byteSize() < Integer.BYTES ? 0 : bytes.get(LITTLE_ENDIAN_INT, 0);
    }
  }

  private static Path within(Path folder) throws IOException {
    for (String name : USUAL_NAMES) {
      if (Files.isRegularFile(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    Path checkpoints = folder.resolve("checkpoints");
    if (Files.isDirectory(checkpoints)) {
      Optional<Path> latest = list(checkpoints, STEP).stream().reduce((_, later) -> later);
      if (latest.isPresent()) {
        return within(latest.get());
      }
    }
    List<Path> candidates = list(folder, WEIGHTS);
    if (candidates.size() != 1) {
      throw new CheckpointException(
          folder,
          "the folder has "
              + (candidates.isEmpty() ? "no" : candidates.size())
              + " files of weights; name "
              + (candidates.isEmpty() ? "a folder or file that has some" : "one of them"));
    }
    return candidates.getFirst();
  }

  private static List<Path> list(Path folder, Pattern names) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> names.matcher(String.valueOf(entry.getFileName())).matches())
          .sorted()
          .toList();
    }
  }
}
