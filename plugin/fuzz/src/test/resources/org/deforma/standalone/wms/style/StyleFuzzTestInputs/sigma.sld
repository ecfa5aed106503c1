<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld">
  <!-- Colours: lajolla, reversed, of Scientific colour maps 8.0 by Fabio Crameri, doi:10.5281/zenodo.1243862, MIT licence. -->
  <NamedLayer>
    <Name>sigma</Name>
    <UserStyle>
      <Name>sigma</Name>
      <Title>Sigma</Title>
      <Abstract>Standard deviation to expect of east and of north</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>4</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap>
              <ColorMapEntry color="#FFFECB" label="0 cm" quantity="0"/>
              <ColorMapEntry color="#FAE890" quantity="0.00833333"/>
              <ColorMapEntry color="#F3C95E" quantity="0.0166667"/>
              <ColorMapEntry color="#EDAD54" label="2.5 cm" quantity="0.025"/>
              <ColorMapEntry color="#E79452" quantity="0.0333333"/>
              <ColorMapEntry color="#E27B50" quantity="0.0416667"/>
              <ColorMapEntry color="#D95F4E" label="5 cm" quantity="0.05"/>
              <ColorMapEntry color="#BB4B49" quantity="0.0583333"/>
              <ColorMapEntry color="#8F403D" quantity="0.0666667"/>
              <ColorMapEntry color="#663429" label="7.5 cm" quantity="0.075"/>
              <ColorMapEntry color="#452818" quantity="0.0833333"/>
              <ColorMapEntry color="#2C200B" quantity="0.0916667"/>
              <ColorMapEntry color="#191900" label="10 cm" quantity="0.1"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
