title the mill without wind
cast a: miller
cast b: old
cast c: baker
cast d: child
word grain: wheat, rye, barley
number n: 4..12
number s: 15..40

beat start
3: For {n} days there was no wind, and {a.intro} could not grind any {grain}
3: {a.intro} had {s} sacks of {grain} to grind, but for {n} days no wind blew
1: I am the miller on the hill. Last (summer|autumn|August) there was no wind for {n} days
1: My windmill needs wind as a horse needs oats. But for {n} days not a leaf moved
beat and
the (big|four|white) sails (hung|stood) still
the sails did not turn at all
the sails slept like the wings of a tired bird
beat start
The {grain} waited in the sacks, and the mice (were pleased|began to sharpen their teeth)
All the sacks of {grain} stood in a row and waited
Full sacks stood along the wall, and the millstones were (silent|cold)
beat maybe start
@worried a
beat then
{c.intro} came up the hill with an empty cart
{c.intro} climbed the hill and put down an empty sack
{c.intro} drove up the hill and stopped the cart at the mill door
beat say c to a
{a.name}, I have only one bag of flour left! What shall I bake tomorrow?
I need flour, {a.name}! My shelves are empty, and people are asking for bread
Is there really no flour at all, {a.name}? Tomorrow I can only sell empty baskets!
beat say a
I am sorry, but I cannot blow the sails round myself
There is plenty of {grain} here, but I have no wind to grind it
Nobody can order the wind. I can only wait, like you
beat start
First {a} tried to push the sails by hand
First {a} hitched a donkey to the wheel
beat but
the mill was far too heavy
after two turns nothing moved any more
beat maybe then
{a} climbed to the top and held up a wet finger
{a} swept the floor and sharpened the millstones
{a} oiled the axle and mended a hole in the canvas
beat start
On a bench in the sun sat {b.intro}, who had seen (many|a great many) summers
{b.intro} was sitting by the door and knitting
beat say b to a
(Be patient|Have patience), {a.name}. The swallows fly low today, and that means wind
I have seen this before, {a.name}. First comes the stillness, and then comes the storm
My knee aches, {a.name}, and the swallows fly low. The wind is on its way
Look at the cows, {a.name}! They are all lying down. There will be a storm tonight
beat maybe so
{a} greased the wheels, filled the hopper and lay down beside the sacks
{a} looked after the ropes, filled the hopper and left the window open
{a} made everything ready and soon nodded off by the window
beat and
{d.intro} stayed awake to keep watch
{d.intro} sat down on the steps to listen
{d.intro} promised to listen for the wind
beat when
the church clock struck eleven
the candle was almost burned down
the moon went behind a cloud
beat start
{d.name} felt a breath of air on one cheek
the weathercock on the roof squeaked and turned
a leaf (rustled|danced) past the window
beat say d to a
Wake up, {a.name}! The wind is coming!
{a.name}! {a.name}! The trees are moving!
Listen, {a.name}! The trees are whispering!
beat then
the sails creaked, began to move and turned (faster and faster|round and round)
one sail moved, then the next, and then all of them were flying round
the wind roared over the hill and the sails spun like a wheel at the fair
beat maybe and
the millstones rumbled all night long
the mill shook and hummed until morning
warm flour ran into the sacks until morning
beat maybe start
{d.name} tied up the bags and was soon as white as a snowman
White dust flew everywhere, and {d.name} sneezed and laughed
beat start
At dawn there were {s} sacks of flour by the door
When the sun rose, all {s} sacks were full of fine flour
beat maybe start
@glad a
@tired d
beat so
{c} loaded the cart and had fresh bread in the oven by nine
{c} thanked the wind, thanked {a.me} too, and drove off to bake
{c} drove home with a full cart and a (song|smile)
beat start
{b.name} got the first (warm|crusty) loaf of all
For {b.name} there was a warm loaf with butter, because good advice is worth a loaf
The first loaf went to {b.name}, who only nodded and said that waiting is work too

ask why
? Why could {a.name} not grind the {grain}
? Why did the mill stand still
! There was no wind
! The mill stood still because no wind blew
ask how-many
? How many sacks of flour were there in the morning
? How many sacks did {a.name} fill in the night
! There were {s} sacks
! {s} sacks of flour stood there
ask how-many
? How many days was there no wind
? How many days did {a.name} wait for the wind
! There was no wind for {n} days
! It was {n} days
ask who c
? Who came up the hill for flour
? Who needed flour
! {c.name} the baker needed flour
! It was {c.name}
ask who d
? Who felt that the wind was coming
? Who called {a.name} when the wind came
! {d.name} did
! It was {d.name}
