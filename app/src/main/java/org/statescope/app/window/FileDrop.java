package org.statescope.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;

/// Takes files and folders that are dropped on the window; while they hover, it has the pseudo
/// class `drop`.
final class FileDrop {
  private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

  private FileDrop() {}

  /// @param open gets what was dropped, files and folders
  static void onto(Region target, Consumer<List<Path>> open) {
    target.addEventHandler(
        DragEvent.DRAG_OVER,
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            target.pseudoClassStateChanged(DROP, true);
            event.consume();
          }
        });
    target.addEventHandler(
        DragEvent.DRAG_EXITED, event -> target.pseudoClassStateChanged(DROP, false));
    target.addEventHandler(
        DragEvent.DRAG_DROPPED,
        event -> {
          target.pseudoClassStateChanged(DROP, false);
          boolean any = event.getDragboard().hasFiles();
          if (any) {
            open.accept(event.getDragboard().getFiles().stream().map(File::toPath).toList());
          }
          event.setDropCompleted(any);
          event.consume();
        });
  }
}
