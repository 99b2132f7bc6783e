"""The yardstick of measure_start.py: a window of PySide6 that shows nothing."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

application = QApplication(sys.argv)
window = QMainWindow()
window.setWindowTitle("Bare")
window.resize(1280, 800)
window.show()
sys.exit(application.exec())
