package org.statescope.training.run.design;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.statescope.training.run.RunJson;

/// How an edited checkpoint came to be: `design.json` in its folder. A checkpoint that was made
/// from an edited one has its stages too.
///
/// @param stages from the checkpoint of a run to this one
public record DesignHistory(List<DesignStage> stages) {
  /// The file's name.
  public static final String FILE_NAME = "design.json";

  /// Of a model that was never edited.
  public static final DesignHistory NONE = new DesignHistory(List.of());

  static final int FORMAT = 1;

  public DesignHistory {
    stages = List.copyOf(stages);
  }

  /// The history of the model in a folder; none if it has no such file.
  ///
  /// @throws DesignFileException in one sentence if the file is damaged
  public static DesignHistory of(Path folder) throws IOException {
    Path file = folder.resolve(FILE_NAME);
    return Files.exists(file) ? HistoryReader.read(file) : NONE;
  }

  /// The history with one stage more.
  public DesignHistory with(DesignStage stage) {
    List<DesignStage> longer = new ArrayList<>(stages);
    longer.add(stage);
    return new DesignHistory(longer);
  }

  /// Puts the file into a folder.
  public void writeTo(Path folder) throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", FORMAT);
    tree.put("stages", stages.stream().map(HistoryFields::of).toList());
    RunJson.write(folder.resolve(FILE_NAME), tree);
  }
}
