import os,subprocess,numpy as np
from osgeo import gdal,osr
gdal.UseExceptions()
out='.'
def make(name,dtype,bands=1,size=(20,17),opts=(),place=True,fill=None,ct=None,nodata=None,overviews=None,mask=False,meta=True,epsg=32633):
    d=gdal.GetDriverByName('GTiff').Create(name+'.tif',size[0],size[1],bands,dtype,list(opts))
    if place: d.SetGeoTransform((500000,10,0,4000000,0,-10)); s=osr.SpatialReference(); s.ImportFromEPSG(epsg); d.SetProjection(s.ExportToWkt())
    r=np.random.default_rng(1)
    for b in range(bands):
        a=(np.add.outer(np.arange(size[1]),np.arange(size[0]))*3+b)%(2 if any('NBITS=1'==o for o in opts) else 100)
        if nodata is not None: a=a.copy(); a[:3,:3]=nodata
        d.GetRasterBand(b+1).WriteArray(a)
        if nodata is not None and b==0: d.GetRasterBand(1).SetNoDataValue(nodata)
        if meta: d.GetRasterBand(b+1).SetDescription('band<%d>'%b); d.GetRasterBand(b+1).SetUnitType('m')
    if ct:
        t=gdal.ColorTable()
        for i in range(100): t.SetColorEntry(i,(i,2*i,255-i,255))
        d.GetRasterBand(1).SetColorTable(t)
    if mask:
        gdal.SetConfigOption('GDAL_TIFF_INTERNAL_MASK','YES'); d.CreateMaskBand(gdal.GMF_PER_DATASET); m=np.full((size[1],size[0]),255,np.uint8); m[:4]=0; d.GetRasterBand(1).GetMaskBand().WriteArray(m)
    if meta: d.SetMetadata({'FIRST_DATE':'2018-01-06','DEFORMA_TOOL':'deforma:Displacement'})
    d=None
    if overviews:
        d=gdal.Open(name+'.tif',1); d.BuildOverviews('AVERAGE',overviews); d=None
    x=name+'.tif.aux.xml'
    if os.path.exists(x): os.remove(x)
F=gdal.GDT_Float32; B=gdal.GDT_Byte
T=['TILED=YES','BLOCKXSIZE=16','BLOCKYSIZE=16']
make('strips-byte',B); make('strips-float-nodata',F,nodata=-9999)
make('tiles-float-deflate-predictor3',F,opts=T+['COMPRESS=DEFLATE','PREDICTOR=3'])
make('tiles-int16-lzw-predictor2',gdal.GDT_Int16,bands=2,opts=T+['COMPRESS=LZW','PREDICTOR=2'])
make('planar-uint16',gdal.GDT_UInt16,bands=3,opts=['INTERLEAVE=BAND','COMPRESS=PACKBITS'])
make('bigtiff-tiles-float',F,bands=2,opts=T+['BIGTIFF=YES','COMPRESS=DEFLATE'])
make('big-endian-double',gdal.GDT_Float64,opts=['ENDIANNESS=BIG'])
make('palette',B,ct=True,size=(9,9)); make('one-bit',B,opts=['NBITS=1']); make('ccitt',B,opts=['NBITS=1','COMPRESS=CCITTFAX4'],size=(40,30))
make('overviews',B,size=(64,64),opts=T+['COMPRESS=DEFLATE'],overviews=[2,4]); make('mask',gdal.GDT_Int16,mask=True)
make('rgba',B,bands=4,opts=['PHOTOMETRIC=RGB','ALPHA=YES']); make('jpeg',B,size=(32,32),opts=['COMPRESS=JPEG'])
make('ycbcr-jpeg',B,bands=3,size=(32,32),opts=['COMPRESS=JPEG','PHOTOMETRIC=YCBCR'],meta=False)
make('complex',gdal.GDT_CFloat32,meta=False); make('uint32',gdal.GDT_UInt32,meta=False); make('int8',B,opts=['PIXELTYPE=SIGNEDBYTE'],meta=False)
make('sparse',F,size=(64,64),opts=T+['SPARSE_OK=TRUE'],meta=False) if 0 else None
make('no-place',F,place=False,meta=False); make('geographic',F,epsg=4326,size=(5,4)); make('zstd',F,opts=['COMPRESS=ZSTD'],size=(16,8)); make('lerc',F,opts=['COMPRESS=LERC'],size=(16,8))
make('nbits-12',gdal.GDT_UInt16,opts=['NBITS=12'],meta=False); make('float16',F,opts=['NBITS=16'],meta=False)
make('one-pixel',F,size=(1,1),meta=False)
