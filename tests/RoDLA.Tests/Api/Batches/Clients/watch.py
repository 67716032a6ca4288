import asyncio
import websockets
import json

async def watch_batch_progress(job_id):
    uri = f"ws://localhost:8080/api/v1/batch/{job_id}/ws"

    async with websockets.connect(uri) as websocket:
        print("WebSocket connected")

        async for message in websocket:
            update = json.loads(message)

            print(f"Progress: {update['progress']:.2f}%")
            print(f"Completed: {update['completed']}/{update['total_images']}")
            print(f"Failed: {update['failed']}")

            if update['type'] == 'image_complete':
                image = update['image']
                print(f"Image {image['original_filename']} completed")

                if image['status'] == 'failed':
                    print(f"Error: {image.get('error', 'Unknown error')}")

            if update['type'] == 'job_complete':
                print("Batch job completed!")
                break

# Usage
asyncio.run(watch_batch_progress('a1b2c3d4-e5f6-7890-abcd-ef1234567890'))
