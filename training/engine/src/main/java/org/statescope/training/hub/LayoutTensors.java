package org.statescope.training.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.analysis.checkpoint.ShardedCheckpoint;
import org.statescope.analysis.checkpoint.TensorEntry;
import org.statescope.analysis.checkpoint.TensorInfo;
import org.statescope.analysis.checkpoint.TensorSource;

/// The tensors of a model in Hugging Face's layout: under its names and in its shapes, with `A_log`
/// where a file has A itself, whatever the file's own layout and however many files it is. Averages
/// of weights that stand beside the weights are left out.
///
/// Element types are those of the file, but for logarithms that are made here, which are F32.
public final class LayoutTensors implements TensorSource {
  private static final Map<String, String> USUAL_METADATA = Map.of("format", "pt");

  /// Where a tensor is.
  ///
  /// @param plain its name in the file without prefixes
  /// @param info what the layout says of it
  private record Place(String stored, String plain, TensorInfo info) {}

  private final TensorSource source;
  private final WeightNames names;
  private final Map<String, Place> places = new LinkedHashMap<>();

  private LayoutTensors(TensorSource source, WeightNames names) {
    this.source = source;
    this.names = names;
  }

  /// @param tensors of the file by their names without prefixes
  /// @throws IOException in one sentence if a tensor cannot be read
  static LayoutTensors of(TensorSource source, Map<String, TensorInfo> tensors, WeightNames names)
      throws IOException {
    LayoutTensors layout = new LayoutTensors(source, names);
    Map<String, String> plain = new HashMap<>();
    tensors.forEach((name, tensor) -> plain.put(tensor.name(), name));
    for (TensorInfo tensor : source.tensors()) {
      String name = plain.get(tensor.name());
      if (name != null) {
        TensorEntry entry = layout.entry(tensor.name(), name);
        layout.places.put(
            entry.name(),
            new Place(
                tensor.name(),
                name,
                new TensorInfo(entry.name(), entry.dtype().name(), entry.shape())));
      }
    }
    return layout;
  }

  private TensorEntry entry(String stored, String plain) throws IOException {
    TensorEntry entry = source.entry(stored);
    return names.inLayout(new TensorEntry(plain, entry.dtype(), entry.shape(), entry.data()));
  }

  @Override
  public Path path() {
    return source.path();
  }

  @Override
  public String format() {
    return source.format();
  }

  /// Whether the tensors lie in several files.
  public boolean isSharded() {
    return source instanceof ShardedCheckpoint;
  }

  /// The names in the order of the file.
  public List<String> names() {
    return List.copyOf(places.keySet());
  }

  /// Free texts for the header of a safetensors file: those of the source, if it is one.
  public Map<String, String> metadata() {
    return source instanceof SafetensorsFile file ? file.metadata() : USUAL_METADATA;
  }

  @Override
  public List<TensorInfo> tensors() {
    return places.values().stream().map(Place::info).toList();
  }

  @Override
  public TensorEntry entry(String name) throws IOException {
    Place place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("The model " + path() + " has no tensor '" + name + "'");
    }
    return entry(place.stored, place.plain);
  }

  @Override
  public void close() {
    source.close();
  }
}
