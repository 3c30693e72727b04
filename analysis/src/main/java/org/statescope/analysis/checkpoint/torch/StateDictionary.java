package org.statescope.analysis.checkpoint.torch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.statescope.analysis.checkpoint.CheckpointException;
import org.statescope.analysis.checkpoint.torch.PickleValue.Dictionary;
import org.statescope.analysis.checkpoint.torch.PickleValue.Tensor;

/// The tensors of a pickle under their dotted names: a model's own, and those of dictionaries
/// within it (`{"model": {…}, "step": 100}`). Lists are not looked into: optimizers keep their
/// state there.
final class StateDictionary {
  private final Path file;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private int visited;

  private StateDictionary(Path file) {
    this.file = file;
  }

  static Map<String, Tensor> of(Path file, PickleValue root) throws CheckpointException {
    if (!(root instanceof Dictionary dictionary)) {
      throw new CheckpointException(
          file, "its pickle holds no dictionary of tensors; save the model's state_dict");
    }
    StateDictionary state = new StateDictionary(file);
    state.collect("", dictionary, 0);
    return state.tensors;
  }

  private void collect(String prefix, Dictionary dictionary, int depth) throws CheckpointException {
    if (depth > PickleLimits.DEEPEST) {
      throw new CheckpointException(
          file, "its dictionaries nest deeper than " + PickleLimits.DEEPEST);
    }
    for (Map.Entry<String, PickleValue> entry : dictionary.entries().entrySet()) {
      // A dictionary may be reached by many paths, which a few bytes are enough to say.
      visited++;
      if (visited > PickleLimits.MOST_VALUES) {
        throw new CheckpointException(
            file, "its dictionaries hold more than " + PickleLimits.MOST_VALUES + " entries");
      }
      String name = prefix + entry.getKey();
      if (entry.getValue() instanceof Tensor tensor && tensors.put(name, tensor) != null) {
        throw new CheckpointException(file, "it holds two tensors called '" + name + "'");
      }
      if (entry.getValue() instanceof Dictionary inner) {
        collect(name + ".", inner, depth + 1);
      }
    }
  }
}
