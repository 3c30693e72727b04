package org.statescope.training.hub;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.checkpoint.CheckpointException;
import org.statescope.analysis.checkpoint.TensorInfo;
import org.statescope.analysis.checkpoint.TensorSource;
import org.statescope.analysis.checkpoint.family.ModelTensors;
import org.statescope.analysis.checkpoint.gguf.GgufFile;
import org.statescope.analysis.checkpoint.inspect.CheckpointFiles;
import org.statescope.training.run.ModelConfiguration;

/// The weights of a model in a file, or in a folder with one model or the shards of one:
/// safetensors, PyTorch's archives, GGUF. Memory-mapped: a tensor is read when it is asked for.
///
/// Tensors are asked for by Hugging Face's names, whatever the file calls them; prefixes that
/// training and compiling wrap around a model are passed over.
public final class WeightFiles implements AutoCloseable {
  /// Mamba-2 has no matrix for its steps.
  private static final String STEP_OF_FIRST_BLOCK = "blk.0.ssm_dt.weight";

  private final Path path;
  private final TensorSource source;
  private final Map<String, TensorInfo> tensors;
  private final WeightNames names;

  private WeightFiles(Path path, TensorSource source) throws CheckpointException {
    this.path = path;
    this.source = source;
    tensors = ModelTensors.of(source).byName();
    names =
        source instanceof GgufFile
            ? new GgufNames(source.path(), !tensors.containsKey(STEP_OF_FIRST_BLOCK))
            : new HuggingFaceNames(tensors.keySet());
  }

  /// @throws ModelFolderException in one sentence if a file of the model is missing
  /// @throws IOException in one sentence if there are no weights or they are not valid
  static WeightFiles open(Path path) throws IOException {
    TensorSource source = source(path);
    try {
      return new WeightFiles(path, source);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static TensorSource source(Path path) throws IOException {
    try {
      return CheckpointFiles.open(path);
    } catch (NoSuchFileException e) {
      throw new ModelFolderException(
          "There is no file %s, which the model in %s needs: copy all files of the model there."
              .formatted(e.getFile(), path),
          e);
    }
  }

  /// Refuses weights of other sizes than a configuration gives, so that nothing is made of a size
  /// that no weight has.
  void requireSizes(ModelConfiguration model) throws ModelFolderException {
    require("backbone.embeddings.weight", model.vocabularySize(), model.modelWidth());
    for (int layer = 0; layer < model.layers(); layer++) {
      require("backbone.layers." + layer + ".norm.weight", model.modelWidth());
    }
    String mixer = "backbone.layers.0.mixer.";
    if (model.heads() == null) {
      require(mixer + "conv1d.weight", model.channels(), 1, model.convolutionWidth());
      require(mixer + "x_proj.weight", model.projectionWidth(), model.channels());
    } else {
      long convolved = model.channels() + 2L * model.heads().groups() * model.order();
      require(mixer + "conv1d.weight", convolved, 1, model.convolutionWidth());
      require(
          mixer + "in_proj.weight",
          model.channels() + convolved + model.headCount(),
          model.modelWidth());
    }
  }

  /// All tensors as the layout has them, in the order of the file. They close with this.
  ///
  /// @throws IOException in one sentence if a tensor cannot be read, such as a quantised one
  public LayoutTensors inLayout() throws IOException {
    return LayoutTensors.of(source, tensors, names);
  }

  public boolean has(String name) {
    return tensors.containsKey(names.stored(name));
  }

  /// All values of a tensor, row-major.
  ///
  /// @throws ModelFolderException in one sentence if it is missing, has another shape, or elements
  ///   that floats cannot hold
  public float[] read(String name, long... shape) throws ModelFolderException {
    TensorInfo tensor = require(name, shape);
    try {
      return names.values(name, source.entry(tensor.name()).floats());
    } catch (ModelFolderException e) {
      throw e;
    } catch (IOException e) {
      throw new ModelFolderException(String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new ModelFolderException(
          "The weights in %s cannot be used: %s".formatted(path, e.getMessage()), e);
    }
  }

  private TensorInfo require(String name, long... shape) throws ModelFolderException {
    TensorInfo tensor = tensors.get(names.stored(name));
    if (tensor == null) {
      throw new ModelFolderException(
          "The weights in %s have no %s: configuration and weights are not of one model."
              .formatted(path, names.stored(name)));
    }
    if (!names.agree(tensor.shape(), shape)) {
      throw new ModelFolderException(
          "%s has shape %s in %s but the configuration makes it %s: configuration and weights are not of one model."
              .formatted(
                  tensor.name(),
                  Arrays.toString(tensor.shape()),
                  source.path(),
                  Arrays.toString(shape)));
    }
    return tensor;
  }

  /// As [#read], or null where the tensor is not there.
  public float @Nullable [] readIfPresent(String name, long... shape) throws ModelFolderException {
    return has(name) ? read(name, shape) : null;
  }

  @Override
  public void close() {
    source.close();
  }
}
