// Takes a badge out of an offer, as a wallet does that has never heard of Tessera. Reads {"offer": "openid-credential-offer://…", "txCode": "…"};
// writes {"metadata": …, "credentials": {<configuration>: …}, "key": "<its thumbprint>", "again": "<what a second use of the code is told>"}.
import {createHash, randomBytes} from 'node:crypto';
import {text} from 'node:stream/consumers';
import {Openid4vciClient, setGlobalConfig} from '@openid4vc/openid4vci';
import {calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT} from 'jose';

setGlobalConfig({allowInsecureUrls: true});

const {offer, txCode} = JSON.parse(await text(process.stdin));
const {publicKey, privateKey} = await generateKeyPair('ES256');
const publicJwk = await exportJWK(publicKey);
const client = new Openid4vciClient({
  callbacks: {
    fetch,
    hash: (data, algorithm) => createHash(algorithm.replace('-', '')).update(data).digest(),
    generateRandom: bytes => randomBytes(bytes),
    clientAuthentication: () => {},
    signJwt: async (_, {header, payload}) => ({
      jwt: await new SignJWT(payload).setProtectedHeader(header).sign(privateKey),
      signerJwk: publicJwk,
    }),
  },
});

try {
  console.log(JSON.stringify(await taken()));
} catch (error) {
  console.log(JSON.stringify({error: error.errorResponse?.error ?? error.response?.credentialErrorResponseResult?.data?.error ?? String(error)}));
}

async function taken() {
  const credentialOffer = await client.resolveCredentialOffer(offer);
  const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer);
  const token = await accessToken(credentialOffer, issuerMetadata);
  const credentials = {};
  for (const configuration of credentialOffer.credential_configuration_ids) {
    credentials[configuration] = await credential(issuerMetadata, token, configuration);
  }
  const again = await accessToken(credentialOffer, issuerMetadata).catch(error => error.errorResponse?.error ?? String(error));
  return {metadata: issuerMetadata.credentialIssuer, credentials, key: await calculateJwkThumbprint(publicJwk), again};
}

async function accessToken(credentialOffer, issuerMetadata) {
  const {accessTokenResponse} = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({credentialOffer, issuerMetadata, txCode});
  return accessTokenResponse.access_token;
}

async function credential(issuerMetadata, accessToken, credentialConfigurationId) {
  const {c_nonce: nonce} = await client.requestNonce({issuerMetadata});
  const {jwt} = await client.createCredentialRequestJwtProof({
    issuerMetadata,
    credentialConfigurationId,
    signer: {method: 'jwk', publicJwk, alg: 'ES256'},
    nonce,
    issuedAt: new Date(),
  });
  const {credentialResponse} = await client.retrieveCredentials({
    issuerMetadata,
    accessToken,
    credentialConfigurationId,
    proofs: {jwt: [jwt]},
  });
  return credentialResponse.credentials[0].credential;
}
