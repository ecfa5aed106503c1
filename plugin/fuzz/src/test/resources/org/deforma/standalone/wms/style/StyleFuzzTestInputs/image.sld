<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld">
  <!-- Colours: grayC of Scientific colour maps 8.0 by Fabio Crameri, doi:10.5281/zenodo.1243862, MIT licence. -->
  <NamedLayer>
    <Name>image</Name>
    <UserStyle>
      <Name>image</Name>
      <Title>Image</Title>
      <Abstract>Values of one band, from dark to light</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>1</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap>
              <ColorMapEntry color="#000000" label="0" quantity="0"/>
              <ColorMapEntry color="#1C1C1C" quantity="0.0833333"/>
              <ColorMapEntry color="#303030" quantity="0.166667"/>
              <ColorMapEntry color="#434343" label="0.25" quantity="0.25"/>
              <ColorMapEntry color="#565656" quantity="0.333333"/>
              <ColorMapEntry color="#676767" quantity="0.416667"/>
              <ColorMapEntry color="#777777" label="0.5" quantity="0.5"/>
              <ColorMapEntry color="#878787" quantity="0.583333"/>
              <ColorMapEntry color="#9A9A9A" quantity="0.666667"/>
              <ColorMapEntry color="#AFAFAF" label="0.75" quantity="0.75"/>
              <ColorMapEntry color="#C7C7C7" quantity="0.833333"/>
              <ColorMapEntry color="#E1E1E1" quantity="0.916667"/>
              <ColorMapEntry color="#FFFFFF" label="1" quantity="1"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
