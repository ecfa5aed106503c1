"""Opens a WMS layer of a Deforma server in QGIS, without a window, and draws it: qgis_client.py URL LAYER PNG.

The exit code is 1 when QGIS does not take the layer, or when what it draws is empty.
"""
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsMapRendererParallelJob, QgsMapSettings,  # noqa
                       QgsPointXY, QgsRaster, QgsRasterLayer, QgsRectangle)
from qgis.PyQt.QtCore import QSize  # noqa
from qgis.PyQt.QtGui import QColor  # noqa

url, name, picture = sys.argv[1:4]
application = QgsApplication([], False)
application.initQgis()
layer = QgsRasterLayer(
    f"crs=EPSG:3857&format=image/png&layers={name}&styles=&url={url}wms?", "from Deforma", "wms")
if not layer.isValid():
    print("QGIS does not take the layer:", layer.error().message())
    sys.exit(1)
settings = QgsMapSettings()
settings.setLayers([layer])
settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
settings.setBackgroundColor(QColor(255, 255, 255))
settings.setOutputSize(QSize(512, 384))
settings.setExtent(layer.extent())
job = QgsMapRendererParallelJob(settings)
job.start()
job.waitForFinished()
image = job.renderedImage()
image.save(picture)
colours = {image.pixel(x, y) for x in range(0, 512, 4) for y in range(0, 384, 4)}
centre = layer.extent().center()
asked = layer.dataProvider().identify(QgsPointXY(centre), QgsRaster.IdentifyFormatText, layer.extent(), 512, 384)
print(len(colours), "colours; at the centre:", list(asked.results().values()))
sys.exit(0 if len(colours) > 3 and asked.isValid() else 1)
