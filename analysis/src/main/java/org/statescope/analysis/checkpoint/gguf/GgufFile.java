package org.statescope.analysis.checkpoint.gguf;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.statescope.analysis.checkpoint.CheckpointException;
import org.statescope.analysis.checkpoint.DType;
import org.statescope.analysis.checkpoint.MappedFile;
import org.statescope.analysis.checkpoint.TensorEntry;
import org.statescope.analysis.checkpoint.TensorInfo;
import org.statescope.analysis.checkpoint.TensorSource;

/// An open GGUF file, mapped into memory.
public final class GgufFile implements TensorSource {
  /// What [#format] says.
  public static final String FORMAT = "GGUF";

  private final Path path;
  private final Arena arena;
  private final MemorySegment data;
  private final Map<String, GgufHeader.Place> places;
  private final Map<String, GgufValue> metadata;

  private GgufFile(Path path, Arena arena, MemorySegment data, GgufHeader header) {
    this.path = path;
    this.arena = arena;
    this.data = data;
    places = header.places();
    metadata = Map.copyOf(header.metadata());
  }

  /// Opens a file and checks its header and the place of every tensor.
  ///
  /// @throws CheckpointException in a sentence if the header is broken or tensors lie over one
  ///   another or outside of the file
  // The arena outlives this method on purpose: it belongs to the file that is returned.
  @SuppressWarnings("MustBeClosedChecker")
  public static GgufFile open(Path path) throws IOException {
    Arena arena = Arena.ofShared();
    try {
      MemorySegment file = MappedFile.map(path, arena);
      GgufHeader header = GgufHeader.read(path, file);
      MemorySegment data =
          header.dataStart() <= file.byteSize()
              ? file.asSlice(header.dataStart())
              : MemorySegment.NULL;
      requireApart(path, header.places(), data.byteSize());
      return new GgufFile(path, arena, data, header);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static void requireApart(Path path, Map<String, GgufHeader.Place> places, long dataBytes)
      throws CheckpointException {
    List<Map.Entry<String, GgufHeader.Place>> sorted =
        places.entrySet().stream()
            .sorted(Comparator.comparingLong(place -> place.getValue().offset()))
            .toList();
    long end = 0;
    for (Map.Entry<String, GgufHeader.Place> entry : sorted) {
      GgufHeader.Place place = entry.getValue();
      if (place.offset() < end || place.bytes() > dataBytes - place.offset()) {
        throw new CheckpointException(
            path,
            "its tensor '"
                + entry.getKey()
                + "' lies over another or outside of the "
                + dataBytes
                + " bytes that follow the header");
      }
      end = place.offset() + place.bytes();
    }
  }

  @Override
  public Path path() {
    return path;
  }

  /// The single values of the header by their keys, such as `general.architecture`; arrays and
  /// texts of more than 256 bytes are left out.
  public Map<String, GgufValue> metadata() {
    return metadata;
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public List<TensorInfo> tensors() {
    return places.entrySet().stream()
        .map(
            entry ->
                new TensorInfo(
                    entry.getKey(), entry.getValue().type().name(), entry.getValue().shape()))
        .toList();
  }

  @Override
  public TensorEntry entry(String name) throws IOException {
    GgufHeader.Place place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("The file " + path + " has no tensor '" + name + "'");
    }
    DType dtype = place.type().plain();
    if (dtype == null) {
      throw new CheckpointException(
          path,
          "its tensor '"
              + name
              + "' is quantised as "
              + place.type()
              + ", which is not read here; use a file that keeps it as F32, F16 or BF16");
    }
    return new TensorEntry(name, dtype, place.shape(), data.asSlice(place.offset(), place.bytes()));
  }

  @Override
  public void close() {
    arena.close();
  }
}
