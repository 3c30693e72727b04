package org.statescope.training.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The weights of a model folder, `model.safetensors` or the shards that
/// `model.safetensors.index.json` names, memory-mapped: a tensor is read when it is asked for.
///
/// Names are Hugging Face's; the published models' `backbone.embedding` (without an s) is the same
/// tensor.
public final class WeightFiles implements AutoCloseable {
  static final String SINGLE = "model.safetensors";
  static final String INDEX = "model.safetensors.index.json";
  private static final String WEIGHT_MAP = "weight_map";
  private static final Map<String, String> OTHER_NAMES =
      Map.of("backbone.embeddings.weight", "backbone.embedding.weight");

  private final Path folder;
  private final List<SafetensorsFile> files;
  private final Map<String, SafetensorsFile> owners = new HashMap<>();

  private WeightFiles(Path folder, List<SafetensorsFile> files) {
    this.folder = folder;
    this.files = files;
    for (SafetensorsFile file : files) {
      file.names().forEach(name -> owners.put(name, file));
    }
  }

  /// @throws ModelFolderException in one sentence if there are no weights
  static WeightFiles open(Path folder) throws IOException {
    List<SafetensorsFile> opened = new ArrayList<>();
    try {
      for (Path path : paths(folder)) {
        opened.add(SafetensorsFile.open(path));
      }
      return new WeightFiles(folder, opened);
    } catch (IOException | RuntimeException e) {
      opened.forEach(SafetensorsFile::close);
      throw e;
    }
  }

  /// The files that hold the weights of a folder.
  static List<Path> paths(Path folder) throws IOException {
    Path single = folder.resolve(SINGLE);
    if (Files.isRegularFile(single)) {
      return List.of(single);
    }
    Path index = folder.resolve(INDEX);
    if (!Files.isRegularFile(index)) {
      throw new ModelFolderException(
          "The folder %s has neither %s nor %s: save the model's weights as safetensors there."
              .formatted(folder, SINGLE, INDEX));
    }
    List<Path> shards = new ArrayList<>();
    for (String name : shardNames(index)) {
      Path shard = folder.resolve(name);
      if (!folder.equals(shard.getParent()) || !Files.isRegularFile(shard)) {
        throw new ModelFolderException(
            "The file %s names the shard '%s', which is not in its folder: copy all shards there."
                .formatted(index, name));
      }
      shards.add(shard);
    }
    return shards;
  }

  private static Set<String> shardNames(Path index) throws IOException {
    Set<String> names = new TreeSet<>();
    try {
      JsonNode map = JsonMapper.shared().readTree(Files.readString(index)).path(WEIGHT_MAP);
      map.forEach(shard -> names.add(shard.asString()));
    } catch (JacksonException e) {
      throw new ModelFolderException(
          "The file %s is not JSON: restore it, or join the shards into one %s."
              .formatted(index, SINGLE),
          e);
    }
    if (names.isEmpty()) {
      throw new ModelFolderException(
          "The file %s has no %s: restore it, or join the shards into one %s."
              .formatted(index, WEIGHT_MAP, SINGLE));
    }
    return names;
  }

  public boolean has(String name) {
    return owners.containsKey(name) || owners.containsKey(otherName(name));
  }

  /// All values of a tensor, row-major.
  ///
  /// @throws ModelFolderException in one sentence if it is missing or has another shape
  public float[] read(String name, long... shape) throws ModelFolderException {
    String stored = owners.containsKey(name) ? name : otherName(name);
    SafetensorsFile file = owners.get(stored);
    if (file == null) {
      throw new ModelFolderException(
          "The weights in %s have no %s: config.json and weights are not of one model."
              .formatted(folder, name));
    }
    long[] actual = file.entry(stored).shape();
    if (!Arrays.equals(actual, shape)) {
      throw new ModelFolderException(
          "%s has shape %s in %s but config.json makes it %s: config.json and weights are not of one model."
              .formatted(name, Arrays.toString(actual), file.path(), Arrays.toString(shape)));
    }
    return file.readFloats(stored);
  }

  /// As [#read], or null where the tensor is not there.
  public float @Nullable [] readIfPresent(String name, long... shape) throws ModelFolderException {
    return has(name) ? read(name, shape) : null;
  }

  private static String otherName(String name) {
    return OTHER_NAMES.getOrDefault(name, name);
  }

  @Override
  public void close() {
    files.forEach(SafetensorsFile::close);
  }
}
