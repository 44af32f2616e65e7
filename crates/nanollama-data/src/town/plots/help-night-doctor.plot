title the doctor in the snow
cast a: doctor
cast b: beekeeper
cast c: farmer
cast d: child
thing x: lantern, lamp, oil lamp, hand lamp
word bad: a high fever, a bad cough, a sore throat, a terrible earache
word fear: a wolf, a bear, a giant, a snowman
word tea: lime tea, mint tea, sage tea, thyme tea
number n: 6..20

beat start
3: It was a (cold|dark|snowy) night, and somebody knocked at the door of {a.name} the doctor
3: {a.intro} had just gone to bed when somebody knocked at the window
1: I am the doctor of our town. One (cold|dark|snowy) night somebody knocked at my door
1: A doctor seldom sleeps a whole night. I had just gone to bed when somebody knocked at my window
beat start
Outside stood {c.intro}, covered with snow from head to foot
In front of the house stood {c.intro}, white with snow and shivering
There in the snow stood {c.intro}, out of breath
beat say c to a
Please come to the farm, {a.name}! There is a child in my house with {bad}
Forgive me, {a.name}! It is late and it is far, but there is a sick child in my house with {bad}
I am sorry to wake you, {a.name}. The child who is staying with me has {bad}, and I am so worried
beat say a to c
Go home and heat some water, {c.name}. I only have to find my boots and my bag
Of course I will come, {c.name}! Run ahead and keep the stove warm
A doctor has no bedtime, {c.name}. Go ahead and put some water on the stove
beat so
{a} packed drops, bandages and a thermometer and lit {x}
{a} filled the bag with drops and bandages, tied on a scarf and lit {x}
{a} put on a thick coat, took the black bag and lit {x}
fact has a x
beat start
{a} set out on foot through the deep snow
{a} tramped through the snow, which was as high as the garden fence
{a} walked out of the town and along the white road
beat but
on the top of the hill the wind blew out the light
a gust of wind came round the barn, and the light was out
in the middle of the woods the {x.noun} flickered and went out
beat and
the matches were wet
there was not one match left
beat so
{a} could not see the road any more
{a} had no idea where the road was
{a} lost {a.my} way in the dark
beat maybe start
@worried a
beat maybe start
An owl hooted, and somewhere a branch cracked under the snow
Something tall stood by the path and looked like {fear}, but it was only a (bush|tree)
beat maybe say a
I must not stop. Somebody is waiting for me
Think! Where was the wind? It was in my face, so I must keep it there
Left or right? I cannot even see my own hands
beat start
Then a tiny light shone between the trees
Just then something yellow glimmered behind the trees
Far away there was a small yellow light
beat and
{a} walked towards it, step by step
{a} went that way, with the snow up to the knees
{a} waded through the snow until the light became a window
beat start
It was the cottage of {b.name} the beekeeper, who was dipping candles at the stove
Through the glass {a} saw {b.intro}, who was melting beeswax in a pan
Behind the window sat {b.intro}, making candles out of beeswax
beat say b to a
{a.name}! What are you doing out there in this weather? Come in and warm your hands
Good heavens, {a.name}! You look like a snowman. Sit down by the fire
Who is out there? {a.name}! You are blue with cold. There is tea on the stove
beat say a to b
Thank you, {b.name}, but I have to go on to the farm, and I have no light
I cannot stay, {b.name}. A child is ill on the farm, and my {x.noun} went out
There is no time for tea, {b.name}. I have lost my way and my light, and a child is waiting on the farm
beat so
{b} put a fat candle into the {x.noun} and a jar of honey into the bag
{b} fixed a long yellow candle in the {x.noun} and wrapped up a jar of honey
{b} gave {a.me} a thick candle for the {x.noun} and a pot of honey for the child
beat maybe and
{b} went along as far as the bridge
{b} pointed out the shortest way
beat maybe start
The new light burned (quietly|brightly) and smelled of summer
Now the {x.noun} shone like a little sun
The honey candle did not go out, no matter how hard the wind blew
beat then
{a} reached the farm and found {d.intro} in bed with hot, red cheeks
{a} came to the farm, and there lay {d.intro}, pale and tired
{a} knocked at the farm, where {d.intro} lay in bed and could not sleep
beat so
{a} took the temperature, listened to the chest and gave {d.me} {n} drops on a spoon
{a} sat down on the edge of the bed, felt the pulse and gave {d.me} {n} drops
{a} felt the pulse, looked into the throat and counted {n} drops into a spoon
beat and
{c.name} brought {tea} with a spoonful of honey
{c.name} came with honey and a pot of {tea}
{c.name} stirred honey into a cup of {tea}
beat start
By morning the worst was over and {d.name} asked for (breakfast|pancakes|an egg)
At sunrise {d.name} sat up and smiled
When the cock crowed, {d.name} was better and wanted to get up
beat maybe start
@glad a
@tired a
beat maybe say d to a
The medicine was bitter, {a.name}, but the honey was sweet
Will you come again, {a.name}? But then in the daytime!
beat start
Since that night, {b.name} puts a candle in the window whenever it snows
Ever since, there has been a light in the beekeeper's window on winter nights

ask why
? Why did {a.name} lose the way
? Why could {a.name} not see the road
! The {x.noun} had gone out
! It was dark, and the {x.noun} had gone out
ask who b
? Who gave {a.name} a new light
? Who was making candles
! It was {b.name}, the beekeeper
! It was {b.name}
ask who d
? Who was ill
? Who lay in bed on the farm
! {d.name} was ill
! It was {d.name}
ask how-many
? How many drops did {a.name} count
? How many drops of medicine did {d.name} get
! {d.name} got {n} drops
! {a.name} counted {n} drops
ask first
? Who came to {a.name} first that night
? Who knocked in the night
! {c.name} the farmer did
! It was {c.name}
