package org.statescope.app.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.texts.Texts;

/// The checkpoints that are open. The list belongs to the JavaFX thread; [#of] may be asked by any.
public final class OpenModels implements Snapshots.Source {
  private final ObservableList<OpenModel> models = FXCollections.observableArrayList();
  private final ObservableList<OpenModel> view = FXCollections.unmodifiableObservableList(models);
  private final Map<Path, OpenModel> byPath = new ConcurrentHashMap<>();
  private final BackgroundTasks tasks;
  private final Consumer<String> notice;

  /// @param notice told in a sentence why a checkpoint is not shown
  public OpenModels(BackgroundTasks tasks, Consumer<String> notice) {
    this.tasks = tasks;
    this.notice = notice;
  }

  /// What is open, in the order of opening.
  public ObservableList<OpenModel> list() {
    return view;
  }

  /// Whether a file or folder looks like a checkpoint from outside; it may still turn out to be
  /// none.
  public static boolean looksLikeOne(Path path) throws IOException {
    return ModelReader.isOne(path);
  }

  /// Reads a checkpoint in the background; one that is open already is read anew.
  ///
  /// @param onOpened called once its poles can be shown
  public void open(Path path, Runnable onOpened) {
    Path normal = path.toAbsolutePath().normalize();
    tasks.run(
        Texts.text("model.task"),
        progress -> ModelReader.read(normal, progress),
        found -> {
          switch (found) {
            case ModelReader.Found.WithoutPoles(String reason) -> notice.accept(reason);
            case ModelReader.Found.Model(OpenModel model) -> {
              byPath.put(normal, model);
              models.removeIf(known -> known.path().equals(normal));
              models.add(model);
              onOpened.run();
            }
          }
        },
        failure -> notice.accept(sentence(normal, failure)));
  }

  private static String sentence(Path path, Throwable failure) {
    String message = failure.getMessage();
    return failure instanceof IOException && message != null
        ? message
        : Texts.text("model.failed", path, failure.getClass().getSimpleName());
  }

  /// Takes a checkpoint off the pages; its files stay.
  public void close(OpenModel model) {
    models.remove(model);
    byPath.remove(model.path());
  }

  /// The snapshots of an open checkpoint, or else those of the run in a folder.
  @Override
  public Snapshots of(Path path) {
    OpenModel model = byPath.get(path);
    return model == null ? Snapshots.ofRun(path) : Snapshots.of(model);
  }
}
