package org.statescope.analysis.checkpoint.torch;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.checkpoint.CheckpointException;
import org.statescope.analysis.checkpoint.MappedFile;
import org.statescope.analysis.checkpoint.TensorEntry;
import org.statescope.analysis.checkpoint.TensorInfo;
import org.statescope.analysis.checkpoint.TensorSource;
import org.statescope.analysis.checkpoint.torch.PickleValue.Tensor;

/// A model that `torch.save` wrote (PyTorch 1.6 and later), mapped into memory.
public final class TorchArchive implements TensorSource {
  private static final String PICKLE = "data.pkl";

  private final Path path;
  private final Arena arena;
  private final Map<String, StridedView> tensors;

  private TorchArchive(Path path, Arena arena, Map<String, StridedView> tensors) {
    this.path = path;
    this.arena = arena;
    this.tensors = tensors;
  }

  /// Opens an archive and checks its directory, its pickle and the place of every tensor.
  ///
  /// @throws CheckpointException in a sentence if anything in it is not as a model's would be
  // The arena outlives this method on purpose: it belongs to the archive that is returned.
  @SuppressWarnings("MustBeClosedChecker")
  public static TorchArchive open(Path path) throws IOException {
    Arena arena = Arena.ofShared();
    try {
      Map<String, MemorySegment> members = ZipDirectory.members(path, MappedFile.map(path, arena));
      return new TorchArchive(path, arena, tensors(path, members));
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static Map<String, StridedView> tensors(Path path, Map<String, MemorySegment> members)
      throws CheckpointException {
    String folder = folder(path, members);
    requireLittleEndian(path, members.get(folder + "byteorder"));
    PickleValue root = Unpickler.read(path, member(path, members, folder + PICKLE));
    Map<String, StridedView> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> tensor : StateDictionary.of(path, root).entrySet()) {
      MemorySegment data =
          member(path, members, folder + "data/" + tensor.getValue().storage().key());
      tensors.put(tensor.getKey(), StridedView.of(path, tensor.getKey(), tensor.getValue(), data));
    }
    return tensors;
  }

  /// Everything lies in one folder whose name is free.
  private static String folder(Path path, Map<String, MemorySegment> members)
      throws CheckpointException {
    List<String> pickles =
        members.keySet().stream()
            .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
            .toList();
    if (pickles.size() != 1) {
      throw new CheckpointException(
          path,
          "it is a zip archive with " + pickles.size() + " members " + PICKLE + " and not one");
    }
    String pickle = pickles.getFirst();
    return pickle.substring(0, pickle.length() - PICKLE.length());
  }

  private static void requireLittleEndian(Path path, @Nullable MemorySegment order)
      throws CheckpointException {
    if (order != null
        && !new String(
                order.asSlice(0, Math.min(order.byteSize(), 16)).toArray(ValueLayout.JAVA_BYTE),
                StandardCharsets.US_ASCII)
            .strip()
            .equals("little")) {
      throw new CheckpointException(path, "its numbers are not little-endian");
    }
  }

  private static MemorySegment member(Path path, Map<String, MemorySegment> members, String name)
      throws CheckpointException {
    MemorySegment member = members.get(name);
    if (member == null) {
      throw new CheckpointException(path, "it has no member '" + name + "'");
    }
    return member;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public String format() {
    return "PyTorch archive";
  }

  @Override
  public List<TensorInfo> tensors() {
    return tensors.entrySet().stream()
        .map(
            entry ->
                new TensorInfo(
                    entry.getKey(),
                    entry.getValue().tensor().storage().dtype().name(),
                    entry.getValue().tensor().shape()))
        .toList();
  }

  @Override
  public TensorEntry entry(String name) throws IOException {
    StridedView view = tensors.get(name);
    if (view == null) {
      throw new IllegalArgumentException("The file " + path + " has no tensor '" + name + "'");
    }
    return new TensorEntry(
        name, view.tensor().storage().dtype(), view.tensor().shape(), view.rowMajor(path));
  }

  @Override
  public void close() {
    arena.close();
  }
}
