package org.statescope.analysis.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A checkpoint whose tensors lie in several files, as its index says.
public final class ShardedCheckpoint implements TensorSource {
  /// How a shard is opened.
  public interface Opener {
    TensorSource open(Path shard) throws IOException;
  }

  private final Path index;
  private final List<TensorSource> shards;
  private final Map<String, TensorSource> shardOf;
  private final List<TensorInfo> tensors;

  private ShardedCheckpoint(
      Path index,
      List<TensorSource> shards,
      Map<String, TensorSource> shardOf,
      List<TensorInfo> tensors) {
    this.index = index;
    this.shards = shards;
    this.shardOf = shardOf;
    this.tensors = List.copyOf(tensors);
  }

  /// Opens every shard of an index and checks that each holds what the index promises.
  ///
  /// @throws CheckpointException if the index is not valid, or a shard lacks a tensor or holds one
  ///   that the index places elsewhere
  public static ShardedCheckpoint open(Path index, Opener opener) throws IOException {
    Map<String, String> fileOf = ShardIndex.read(index);
    Map<String, TensorSource> opened = new LinkedHashMap<>();
    try {
      for (String file : fileOf.values()) {
        if (!opened.containsKey(file)) {
          opened.put(file, opener.open(index.resolveSibling(file)));
        }
      }
      return of(index, fileOf, opened);
    } catch (IOException | RuntimeException e) {
      opened.values().forEach(TensorSource::close);
      throw e;
    }
  }

  private static ShardedCheckpoint of(
      Path index, Map<String, String> fileOf, Map<String, TensorSource> opened)
      throws CheckpointException {
    Map<String, TensorSource> shardOf = new LinkedHashMap<>();
    List<TensorInfo> tensors = new ArrayList<>();
    for (Map.Entry<String, TensorSource> shard : opened.entrySet()) {
      for (TensorInfo tensor : shard.getValue().tensors()) {
        if (!shard.getKey().equals(fileOf.get(tensor.name()))) {
          throw new CheckpointException(
              index,
              "its shard "
                  + shard.getKey()
                  + " holds the tensor '"
                  + tensor.name()
                  + "', which the index does not place there");
        }
        shardOf.put(tensor.name(), shard.getValue());
        tensors.add(tensor);
      }
    }
    for (Map.Entry<String, String> promised : fileOf.entrySet()) {
      if (!shardOf.containsKey(promised.getKey())) {
        throw new CheckpointException(
            index,
            "its shard "
                + promised.getValue()
                + " lacks the tensor '"
                + promised.getKey()
                + "' that the index places there");
      }
    }
    return new ShardedCheckpoint(index, List.copyOf(opened.values()), shardOf, tensors);
  }

  @Override
  public Path path() {
    return index;
  }

  @Override
  public String format() {
    return shards.getFirst().format() + ", " + shards.size() + " shards";
  }

  @Override
  public List<TensorInfo> tensors() {
    return tensors;
  }

  @Override
  public TensorEntry entry(String name) throws IOException {
    TensorSource shard = shardOf.get(name);
    if (shard == null) {
      throw new IllegalArgumentException(
          "The checkpoint " + index + " has no tensor '" + name + "'");
    }
    return shard.entry(name);
  }

  @Override
  public void close() {
    shards.forEach(TensorSource::close);
  }
}
